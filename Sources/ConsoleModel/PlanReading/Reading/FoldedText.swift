/// Text made comparable: lowercase, Latin letters without accents, everything that is neither letter nor digit one space, and a
/// space at both ends, so that ` roll` finds words that start so and ` if ` finds that word.
enum FoldedText {
    static func fold(_ text: some StringProtocol) -> [UInt8] {
        text.utf8.withContiguousStorageIfAvailable { fold($0) } ?? Array(text.utf8).withUnsafeBufferPointer { fold($0) }
    }

    /// Byte for byte: plans are mostly ASCII, and headings and labels are looked at again and again.
    private static func fold(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 2)
        result.append(0x20)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case 0x61...0x7A, 0x30...0x39: result.append(byte)
            case 0x41...0x5A: result.append(byte + 32)
            case 0x00...0x7F: space(&result)
            default:
                let (scalar, length) = UTF8Sequence.scalar(in: bytes, at: index)
                add(scalar, bytes[index..<(index + length)], to: &result)
                index += length - 1
            }
            index += 1
        }
        space(&result)
        return result
    }

    private static func add(_ scalar: Unicode.Scalar, _ bytes: Slice<UnsafeBufferPointer<UInt8>>, to result: inout [UInt8]) {
        if let plain = latin(scalar.value) {
            result += plain
        } else if (0x4E00...0x9FFF).contains(scalar.value) {
            // Han has no cases, and is most of what a Chinese plan is made of.
            result += bytes
        } else if scalar.properties.isAlphabetic {
            result += String(scalar).lowercased().utf8
        } else if scalar.properties.generalCategory != .nonspacingMark {
            space(&result)
        }
    }

    private static func space(_ result: inout [UInt8]) { if result.last != 0x20 { result.append(0x20) } }

    private static func latin(_ value: UInt32) -> [UInt8]? {
        switch value {
        case 0xC0...0xC5, 0xE0...0xE5, 0x100...0x105: [0x61]
        case 0xC7, 0xE7, 0x106...0x10D: [0x63]
        case 0xC8...0xCB, 0xE8...0xEB, 0x112...0x11B: [0x65]
        case 0xCC...0xCF, 0xEC...0xEF, 0x128...0x131: [0x69]
        case 0xD1, 0xF1, 0x143...0x148: [0x6E]
        case 0xD2...0xD6, 0xD8, 0xF2...0xF6, 0xF8, 0x14C...0x151: [0x6F]
        case 0xD9...0xDC, 0xF9...0xFC, 0x168...0x173: [0x75]
        case 0xDD, 0xFD, 0xFF: [0x79]
        case 0xDF: [0x73, 0x73]
        case 0x15A...0x161: [0x73]
        default: nil
        }
    }
}

/// Which of many words stand in a text, found in one pass over it.
struct WordTable: Sendable {
    private struct Entry: Sendable {
        var bytes: [UInt8]
        var tag: UInt64
    }

    /// Entries by a hash of their first three bytes.
    private var buckets: [[Entry]] = Array(repeating: [], count: 4096)

    /// Words are written as `FoldedText` folds them: a leading space for the start of a word, a trailing one for its end.
    init(_ groups: [(tag: UInt64, words: [String])]) {
        for group in groups {
            for word in group.words {
                let bytes = Array(word.utf8)
                precondition(bytes.count >= 3, "a word of a table is too short: \(word)")
                buckets[bytes.withUnsafeBufferPointer { Self.bucket($0, 0) }].append(Entry(bytes: bytes, tag: group.tag))
            }
        }
    }

    private static func bucket(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
        let key = UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
        return Int((key &* 0x9E37_79B1) >> 20)
    }

    /// The tags of every word found, joined.
    func tags(in text: [UInt8]) -> UInt64 {
        var found: UInt64 = 0
        text.withUnsafeBufferPointer { text in
            var index = 0
            while index + 2 < text.count {
                // Words start at a space, or anywhere in scripts that write without spaces.
                if text[index] == 0x20 || text[index] >= 0xC0 {
                    for entry in buckets[Self.bucket(text, index)]
                    where entry.tag & ~found != 0 && Self.matches(entry.bytes, text, index) { found |= entry.tag }
                }
                index += 1
            }
        }
        return found
    }

    private static func matches(_ word: [UInt8], _ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard index + word.count <= text.count else { return false }
        for offset in 0..<word.count where text[index + offset] != word[offset] { return false }
        return true
    }
}
