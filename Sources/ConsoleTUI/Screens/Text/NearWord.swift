/// For "did you mean".
enum NearWord {
    /// The nearest of the words, if it is near enough to be meant.
    static func nearest(to word: String, among words: [String]) -> String? {
        let near = words.map { ($0, distance($0, word)) }.min { $0.1 < $1.1 }
        return near.flatMap { $0.1 <= max(2, word.count / 4) && $0.1 < $0.0.count ? $0.0 : nil }
    }

    /// How many letters have to be put in, left out or changed to make one word the other.
    private static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a.utf8), Array(b.utf8.prefix(40)))
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                (diagonal, row[j + 1]) = (row[j + 1], min(diagonal + (letter == other ? 0 : 1), row[j] + 1, row[j + 1] + 1))
            }
        }
        return row[b.count]
    }
}
