import LaunchCore

/// What is looked for in text. The screen itself knows words only; the program around it can bring regular expressions.
public struct TextPattern: Sendable {
    /// As it was typed.
    public let text: String
    /// Where it occurs, from the first on, at most as many as asked for.
    let find: @Sendable (_ line: String, _ limit: Int) -> [Range<String.Index>]

    public init(_ text: String, find: @escaping @Sendable (_ line: String, _ limit: Int) -> [Range<String.Index>]) {
        self.text = text
        self.find = find
    }

    /// Words, upper and lower case alike.
    public static func words(_ text: String) -> TextPattern {
        let words = FoldedWords(text)
        return TextPattern(text) { line, limit in words.ranges(in: line, limit: limit) }
    }

    public func matches(_ line: String) -> Bool { !find(line, 1).isEmpty }

    /// Reads what was typed, or says what is wrong with it.
    public typealias Reader = @Sendable (String) -> Result<TextPattern, Refusal>
}

/// A search for words that does not tell upper from lower case.
struct FoldedWords: Sendable {
    private let scalars: [UInt32]
    /// Where all is ASCII, which is nearly always, bytes do.
    private let bytes: [UInt8]?

    init(_ text: String) {
        scalars = text.lowercased().unicodeScalars.map(\.value)
        bytes = scalars.allSatisfy { $0 < 0x80 } ? scalars.map { UInt8($0) } : nil
    }

    func ranges(in line: String, limit: Int = .max) -> [Range<String.Index>] {
        if scalars.isEmpty { return [] }
        guard let bytes else { return scalarRanges(in: line, limit: limit) }
        let utf8 = line.utf8
        let offsets = utf8.withContiguousStorageIfAvailable { Self.offsets(of: bytes, in: $0, limit: limit) } ?? []
        return offsets.map { offset in
            let start = utf8.index(utf8.startIndex, offsetBy: offset)
            return start..<utf8.index(start, offsetBy: bytes.count)
        }
    }

    private static func offsets(of bytes: [UInt8], in text: UnsafeBufferPointer<UInt8>, limit: Int) -> [Int] {
        var found: [Int] = []
        var index = 0
        while index + bytes.count <= text.count, found.count < limit {
            var length = 0
            while length < bytes.count, folded(text[index + length]) == bytes[length] { length += 1 }
            if length == bytes.count { found.append(index) }
            index += length == bytes.count ? length : 1
        }
        return found
    }

    private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte + 32 : byte }

    private func scalarRanges(in line: String, limit: Int) -> [Range<String.Index>] {
        var found: [Range<String.Index>] = []
        let text = line.unicodeScalars
        var start = text.startIndex
        while start < text.endIndex, found.count < limit {
            if let end = end(from: start, in: text) {
                found.append(start..<end)
                start = end
            } else {
                start = text.index(after: start)
            }
        }
        return found
    }

    private func end(from start: String.Index, in text: String.UnicodeScalarView) -> String.Index? {
        var index = start
        for value in scalars {
            guard index < text.endIndex, Self.folded(text[index]) == value else { return nil }
            index = text.index(after: index)
        }
        return index
    }

    /// The lower case where that is one scalar, else the scalar itself.
    private static func folded(_ scalar: Unicode.Scalar) -> UInt32 {
        let lower = scalar.properties.lowercaseMapping.unicodeScalars
        return lower.count == 1 ? lower.first?.value ?? scalar.value : scalar.value
    }
}
