/// Small rules about lines of a plan.
enum PlanText {
    static func trimmed(_ text: some StringProtocol) -> String {
        var rest = Substring(text)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    /// Without signs, numbers and boxes in front: `✅ Done`, `🔴 High`, `- x`.
    static func withoutSigns(_ text: some StringProtocol) -> String {
        trimmed(Substring(text).drop { !$0.isLetter && !$0.isNumber && !"<>≥≤=~$`\"'([«“/.@_".contains($0) })
    }

    static func endsWithColon(_ text: some StringProtocol) -> Bool {
        let last = text.last { !$0.isWhitespace }
        return last == ":" || last == "："
    }

    /// A line that stands above what it names: wholly bold, or with a colon at its end. Nil for prose.
    static func label(_ line: MarkdownLine) -> String? {
        let text = trimmed(line.text)
        guard !text.isEmpty, text.count <= 160 else { return nil }
        if endsWithColon(text) { return trimmed(text.dropLast()) }
        guard let lead = line.lead, line.afterLead.allSatisfy({ !$0.isLetter && !$0.isNumber }) else { return nil }
        return trimmed(lead)
    }

    /// `**Owner:** Dana`, `**Status**: ready`, `Owner: Dana`. Nil for prose.
    static func fact(_ line: MarkdownLine) -> Fact? {
        let text = line.text
        guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
        let key = withoutSigns(text[..<colon])
        let value = trimmed(text[text.index(after: colon)...])
        guard !key.isEmpty, !value.isEmpty, key.count <= 40, key.split(separator: " ").count <= 5, !value.hasPrefix("//") else {
            return nil
        }
        return Fact(key: key, words: SectionWords.of(key), value: value, line: line.line)
    }
}

extension StringProtocol {
    /// Whether `other` stands in the text, byte for byte: the library's own search compares by locale, which costs a hundred times as
    /// much and is not wanted here.
    func contains(_ other: String) -> Bool {
        let needle = Array(other.utf8)
        guard let first = needle.first else { return true }
        return utf8.withContiguousStorageIfAvailable { bytes in
            guard bytes.count >= needle.count else { return false }
            for start in 0...(bytes.count - needle.count) where bytes[start] == first {
                var offset = 1
                while offset < needle.count, bytes[start + offset] == needle[offset] { offset += 1 }
                if offset == needle.count { return true }
            }
            return false
        } ?? Array(utf8).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self).contains(other) }
    }
}
