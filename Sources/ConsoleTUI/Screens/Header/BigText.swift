/// Digits and capitals three lines high, of half blocks: to be read from across the room, on the Linux console, too.
enum BigText {
    private static let digits: [Character: [String]] = [
        "0": ["█▀█", "█ █", "▀▀▀"], "1": ["▀█ ", " █ ", "▀▀▀"], "2": ["▀▀█", "█▀▀", "▀▀▀"], "3": ["▀▀█", " ▀█", "▀▀▀"],
        "4": ["█ █", "▀▀█", "  ▀"], "5": ["█▀▀", "▀▀█", "▀▀▀"], "6": ["█▀▀", "█▀█", "▀▀▀"], "7": ["▀▀█", "  █", "  ▀"],
        "8": ["█▀█", "█▀█", "▀▀▀"], "9": ["█▀█", "▀▀█", "▀▀▀"], ":": ["▄", "▄", " "], "-": ["   ", "▀▀▀", "   "],
        " ": [" ", " ", " "], "?": ["▀▀█", " ▀▀", " ▀ "],
    ]

    /// Those of the verdict's words.
    private static let capitals: [Character: [String]] = [
        "A": ["█▀█", "█▀█", "▀ ▀"], "B": ["█▀▄", "█▀▄", "▀▀ "], "C": ["█▀▀", "█  ", "▀▀▀"], "D": ["█▀▄", "█ █", "▀▀ "],
        "E": ["█▀▀", "█▀▀", "▀▀▀"], "F": ["█▀▀", "█▀▀", "▀  "], "G": ["█▀▀", "█ █", "▀▀▀"], "H": ["█ █", "█▀█", "▀ ▀"],
        "I": ["█", "█", "▀"], "K": ["█ █", "█▀▄", "▀ ▀"], "L": ["█  ", "█  ", "▀▀▀"], "M": ["█▄█", "█ █", "▀ ▀"],
        "N": ["█▄ █", "█ ▀█", "▀  ▀"], "O": ["█▀█", "█ █", "▀▀▀"], "P": ["█▀█", "█▀▀", "▀  "], "R": ["█▀█", "█▀▄", "▀ ▀"],
        "T": ["▀█▀", " █ ", " ▀ "],
    ]

    static let height = 3

    /// The three lines of a text; what has no shape is left out.
    static func lines(_ text: String) -> [String] {
        (0..<height).map { row in text.compactMap { (digits[$0] ?? capitals[$0])?[row] }.joined(separator: " ") }
    }
}
