/// Small rules about lines of a plan.
enum PlanText {
    static func trimmed(_ text: some StringProtocol) -> String {
        var rest = Substring(text)
        guard let first = rest.utf8.first, let last = rest.utf8.last else { return "" }
        if isInk(first), isInk(last) { return String(text) }
        while let first = rest.unicodeScalars.first, first.isWhite, rest.first?.isWhitespace == true { rest.removeFirst() }
        while let last = rest.unicodeScalars.last, last.isWhite, rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }

    /// A byte that is a visible character by itself.
    private static func isInk(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }

    /// Without signs, numbers and boxes in front: `✅ Done`, `🔴 High`, `- x`.
    static func withoutSigns(_ text: some StringProtocol) -> String {
        if let first = text.utf8.first, isLetterOrDigit(first) { return trimmed(text) }
        return trimmed(Substring(text).drop { !isStart($0) })
    }

    private static func isStart(_ character: Character) -> Bool {
        if let byte = character.asciiValue {
            return isLetterOrDigit(byte) || "<>=~$`\"'([/.@_".utf8.contains(byte)
        }
        return character.isLetter || character.isNumber || "≥≤«“".contains(character)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }

    static func endsWithColon(_ text: some StringProtocol) -> Bool {
        if let byte = Substring(text).utf8.last, isInk(byte), byte != UInt8(ascii: ":") { return false }
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

    /// `:` or `：`.
    static func firstColon(in text: String) -> String.Index? {
        let bytes = text.utf8
        guard let place = bytes.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == 0xEF }) else { return nil }
        // A mark behind the colon, or a character before it that goes on, makes it another character.
        let next = bytes.index(after: place)
        let isAlone =
            (next == bytes.endIndex || bytes[next] < 0x80) && (place == bytes.startIndex || bytes[bytes.index(before: place)] < 0x80)
        if bytes[place] == UInt8(ascii: ":"), isAlone { return place }
        return text.firstIndex { $0 == ":" || $0 == "：" }
    }

    /// `**Owner:** Dana`, `**Status**: ready`, `Owner: Dana`. Nil for prose.
    static func fact(_ line: MarkdownLine) -> Fact? {
        let text = line.text
        guard let colon = firstColon(in: text) else { return nil }
        let key = withoutSigns(text[..<colon])
        let value = trimmed(text[text.index(after: colon)...])
        guard !key.isEmpty, !value.isEmpty, key.count <= 40, key.split(separator: " ").count <= 5, !value.hasPrefix("//") else {
            return nil
        }
        return Fact(key: key, words: SectionWords.of(key), value: value, line: line.line)
    }
}

extension StringProtocol {
    /// Whether a byte of the text is what is looked for: quick enough to be asked before anything slow is done.
    func hasByte(_ isWanted: (UInt8) -> Bool) -> Bool {
        utf8.withContiguousStorageIfAvailable { bytes in
            for byte in bytes where isWanted(byte) { return true }
            return false
        } ?? utf8.contains(where: isWanted)
    }

    /// Without one there is nothing in a text that could be a number.
    var hasDigit: Bool { hasByte { (0x30...0x39).contains($0) } }

    /// Whether `other` stands in the text in capitals or not; it is lowercase and has letters of ASCII only.
    func holds(anyCase other: String) -> Bool { holds(other, mask: 0x20) }

    /// Whether `other` stands in the text, byte for byte: the library's own search compares by locale, which costs a hundred times as
    /// much and is not wanted here.
    func contains(_ other: String) -> Bool { holds(other, mask: 0) }

    private func holds(_ other: String, mask: UInt8) -> Bool {
        let found = utf8.withContiguousStorageIfAvailable { bytes in
            other.utf8.withContiguousStorageIfAvailable { Self.find($0, in: bytes, mask: mask) }
        }
        return found.flatMap(\.self)
            ?? Array(utf8).withUnsafeBufferPointer { bytes in
                Array(other.utf8).withUnsafeBufferPointer { Self.find($0, in: bytes, mask: mask) }
            }
    }

    /// - Parameter mask: bits that are set in every byte before it is compared.
    private static func find(_ needle: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, mask: UInt8) -> Bool {
        guard let first = needle.first else { return true }
        guard bytes.count >= needle.count else { return false }
        for start in 0...(bytes.count - needle.count) where bytes[start] | mask == first {
            var offset = 1
            while offset < needle.count, bytes[start + offset] | mask == needle[offset] { offset += 1 }
            if offset == needle.count { return true }
        }
        return false
    }
}
