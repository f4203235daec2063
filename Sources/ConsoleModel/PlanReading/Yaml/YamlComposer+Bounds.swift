/// What is looked at before the parser sees the text, because it would recurse or multiply on it.
extension YamlComposer {
    /// How many `*name` stand in the text for which there is an `&name`.
    static func aliasCount(in text: String) -> Int {
        let bytes = Array(text.utf8)
        let anchors = Set(names(after: UInt8(ascii: "&"), in: bytes))
        if anchors.isEmpty { return 0 }
        return names(after: UInt8(ascii: "*"), in: bytes).count { anchors.contains($0) }
    }

    private static func names(after sign: UInt8, in bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var found: [ArraySlice<UInt8>] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == sign {
                let start = index + 1
                var end = start
                while end < bytes.count, !isEndOfName(bytes[end]) { end += 1 }
                if end > start { found.append(bytes[start..<end]) }
                index = end
            }
            index += 1
        }
        return found
    }

    private static func isEndOfName(_ byte: UInt8) -> Bool { byte <= 0x20 || ",[]{}&*".utf8.contains(byte) }

    /// The line on which more brackets are open, or the indentation is deeper, than any launch file needs.
    static func tooDeepLine(in text: String) -> Int? {
        var line = 1
        var open = 0
        var dashes = 0
        var atStart = true
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                dashes = 0
                atStart = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                open += 1
                atStart = false
            case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
            case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): if atStart { dashes += 1 }
            case UInt8(ascii: " "), UInt8(ascii: "\t"): break
            default: atStart = false
            }
            if open > 200 || dashes > 200 { return line }
        }
        return nil
    }
}
