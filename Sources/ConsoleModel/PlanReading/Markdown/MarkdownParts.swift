/// Where a text can be cut so that its parts, parsed one by one, say what the whole says: before headings behind a blank line. The
/// library walks its tree of nodes several times; that of a part stays in the processor's cache, that of a megabyte does not.
struct MarkdownParts {
    /// Bytes.
    private static let size = 8_192

    private let text: UnsafeBufferPointer<UInt8>
    private let isWhole: Bool
    private var start = 0
    private var length = size

    /// - Parameter text: must outlive this value.
    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
        isWhole = Self.mayDefineLinks(text)
    }

    /// What is to be parsed next, and whether text follows it. Nil at the end.
    var next: (text: UnsafeBufferPointer<UInt8>, isLast: Bool)? {
        guard start < text.count else { return nil }
        let end = end
        return (UnsafeBufferPointer(rebasing: text[start..<end]), end == text.count)
    }

    mutating func advance() {
        start = end
        length = Self.size
    }

    /// The part ends inside of a block: it has to be longer. Doubled each time, so that the time stays linear.
    mutating func extend() { length = 2 * (end - start) }

    private var end: Int {
        guard !isWhole else { return text.count }
        var index = start + length
        while index + 1 < text.count {
            if text[index] == UInt8(ascii: "#"), startsHeading(index) { return index }
            index += 1
        }
        return text.count
    }

    private func startsHeading(_ index: Int) -> Bool {
        guard text[index - 1] == 0x0A, text[index - 2] == 0x0A || text[index - 2] == 0x0D && text[index - 3] == 0x0A else { return false }
        var end = index
        while end < text.count, text[end] == UInt8(ascii: "#") { end += 1 }
        return end < text.count && text[end] == 0x20 && end - index <= 6
    }

    /// Whether some `[label]: address` may stand in the text: that holds for all of it.
    private static func mayDefineLinks(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index + 1 < text.count {
            if text[index] == UInt8(ascii: "]"), text[index + 1] == UInt8(ascii: ":"), startsLine(text, labelEnd: index) { return true }
            index += 1
        }
        return false
    }

    /// Whether the bracket that ends at `labelEnd` begins its line, after the signs of quotations and lists.
    private static func startsLine(_ text: UnsafeBufferPointer<UInt8>, labelEnd: Int) -> Bool {
        var index = labelEnd - 1
        while index >= 0, text[index] != UInt8(ascii: "[") {
            // The library takes no longer label.
            if labelEnd - index > 1_000 { return false }
            index -= 1
        }
        guard index > 0 else { return index == 0 }
        if text[index - 1] == UInt8(ascii: "\\") { return true }
        while index > 0, text[index - 1] != 0x0A, text[index - 1] != 0x0D {
            index -= 1
            guard " \t>-+*.)0123456789".utf8.contains(text[index]) else { return false }
        }
        return true
    }
}
