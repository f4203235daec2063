/// How far two words are apart, for "did you mean".
public enum EditDistance {
    /// The nearest of `words`, if any is near enough to be meant; the first of several.
    public static func nearest(to word: String, in words: [String]) -> String? {
        let limit = max(1, min(3, word.count / 3 + 1))
        var best: (word: String, distance: Int)?
        for candidate in words {
            let distance = between(Array(word.lowercased().utf8.prefix(64)), Array(candidate.lowercased().utf8.prefix(64)))
            if distance <= limit, distance < (best?.distance ?? .max) { best = (candidate, distance) }
        }
        return best?.word
    }

    /// Insertions, deletions, replacements and swaps of neighbours.
    static func between(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var before: [Int] = []
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
                row.append(cost)
            }
            before = last
            last = row
        }
        return last[b.count]
    }
}
