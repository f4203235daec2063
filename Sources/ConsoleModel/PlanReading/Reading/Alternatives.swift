/// `A, B or C` as three, where each can stand alone; `payment or entitlement corruption` stays one.
enum Alternatives {
    static func split(_ text: String) -> [String] {
        let parts = cut(text)
        guard parts.count > 1 else { return [text] }
        let comparing = parts.map { Comparing.first(in: Tokens.of($0), text: $0) != nil }
        let words = parts.map { $0.split(separator: " ").count }
        let isShouted = text.contains(" OR ")
        let allStandAlone = words.allSatisfy { $0 >= 2 }
        let splits =
            comparing.count(where: \.self) >= 2 && comparing.allSatisfy(\.self)
            || isShouted && allStandAlone
            || comparing.contains(true) && allStandAlone && parts.count == 2
            || parts.count >= 3 && allStandAlone && text.count <= 200
        return splits ? parts : [text]
    }

    /// At `or` and, where there is one, at the commas before it.
    private static func cut(_ text: String) -> [String] {
        guard text.utf8.count < 600, !text.contains("(") || !text.contains(" or ") || depthIsZero(text) else { return [text] }
        var parts: [String] = []
        var rest = text[...]
        while let found = nextJoint(rest) {
            parts.append(String(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        guard !parts.isEmpty else { return [text] }
        parts.append(String(rest))
        let split = parts.enumerated().flatMap { position, part in
            position == parts.count - 1 ? [part] : part.split(separator: ",").map(String.init)
        }
        return split.map { PlanText.trimmed($0.drop { $0 == "," || $0 == " " }) }.filter { !$0.isEmpty }
    }

    private static func depthIsZero(_ text: String) -> Bool {
        guard let open = text.firstIndex(of: "(") else { return true }
        return !text[open...].contains(" or ")
    }

    private static func nextJoint(_ text: Substring) -> Range<Substring.Index>? {
        var best: Range<Substring.Index>?
        for joint in [" or ", " OR ", " oder ", " ou ", " o ", "または", "或者", "或"] where text.contains(joint) {
            if let range = find(joint, in: text), best.map({ range.lowerBound < $0.lowerBound }) ?? true { best = range }
        }
        return best
    }

    private static func find(_ needle: String, in text: Substring) -> Range<Substring.Index>? {
        var index = text.startIndex
        while index < text.endIndex {
            if text[index...].hasPrefix(needle) { return index..<text.index(index, offsetBy: needle.count) }
            index = text.index(after: index)
        }
        return nil
    }
}
