/// Digits three lines high, to be read from across the room.
enum BigDigits {
    private static let shapes: [Character: [String]] = [
        "0": ["┌─┐", "│ │", "└─┘"], "1": ["  ╷", "  │", "  ╵"], "2": ["╶─┐", "┌─┘", "└─╴"], "3": ["╶─┐", "╶─┤", "╶─┘"],
        "4": ["╷ ╷", "└─┤", "  ╵"], "5": ["┌─╴", "└─┐", "╶─┘"], "6": ["┌─╴", "├─┐", "└─┘"], "7": ["╶─┐", "  │", "  ╵"],
        "8": ["┌─┐", "├─┤", "└─┘"], "9": ["┌─┐", "└─┤", "╶─┘"], ":": [" ", "·", "·"],
    ]

    static func lines(_ text: String) -> [String] {
        (0..<3).map { row in text.compactMap { shapes[$0]?[row] }.joined(separator: " ") }
    }
}
