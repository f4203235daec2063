/// Matching as people type it: the letters in order, not all of them.
enum Fuzzy {
    /// No score is higher: names are short.
    static let most = 100_000

    /// How well `wanted` fits; nil when its letters do not occur in order. Letters in a row and at the beginning of words count more.
    static func score(_ wanted: String, in name: String) -> Int? {
        let letters = wanted.lowercased().filter { $0 != " " && $0 != "-" }, text = Array(name.lowercased())
        // Beginnings of words are meant more often than letters inside; but they may lead past the end.
        guard let places = places(of: letters, in: text, atWordStarts: true) ?? places(of: letters, in: text, atWordStarts: false) else {
            return nil
        }
        var score = 0, last = -2
        for place in places {
            score += 10 + (place == last + 1 ? 40 : 0) + (isWordStart(place, in: text) ? 30 : 0)
            last = place
        }
        return score - text.count
    }

    private static func places(of letters: String, in text: [Character], atWordStarts: Bool) -> [Int]? {
        var places: [Int] = []
        for letter in letters {
            let from = places.last.map { $0 + 1 } ?? 0
            guard let first = text[min(from, text.count)...].firstIndex(of: letter) else { return nil }
            let goesOn = !places.isEmpty && first == from
            let start = atWordStarts && !goesOn ? text.indices[first...].first { text[$0] == letter && isWordStart($0, in: text) } : nil
            places.append(start ?? first)
        }
        return places
    }

    private static func isWordStart(_ index: Int, in text: [Character]) -> Bool {
        index == 0 || text[index - 1] == "-" || text[index - 1] == " "
    }
}
