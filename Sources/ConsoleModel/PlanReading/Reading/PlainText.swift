/// What the library's own rules for characters say, told from the bytes where these are ASCII: plans are mostly that, and Unicode's
/// tables are slow to ask.
extension Substring {
    /// As `drop(while: \.isWhitespace)`.
    var unindented: Substring {
        var index = startIndex
        while index < endIndex {
            let byte = utf8[index]
            if (0x21...0x7E).contains(byte) { return self[index...] }
            let next = utf8.index(after: index)
            // A mark behind a space makes another character of it.
            guard byte == 0x20 || byte == 0x09, next == endIndex || utf8[next] < 0x80 else { break }
            index = next
        }
        return self[index...].drop(while: \.isWhitespace)
    }

    /// As `prefix(count)`.
    func start(_ count: Int) -> Substring {
        guard let end = utf8.index(startIndex, offsetBy: count + 1, limitedBy: endIndex) else { return self[...] }
        guard utf8[..<end].allSatisfy({ $0 < 0x80 && $0 != 0x0D }) else { return prefix(count) }
        return self[..<utf8.index(before: end)]
    }

    /// As `lastIndex(of:)`, for a sign of ASCII.
    func lastIndex(ofSign sign: Unicode.Scalar) -> Index? {
        guard let place = utf8.lastIndex(of: UInt8(ascii: sign)) else { return nil }
        let next = utf8.index(after: place)
        let isAlone = (next == endIndex || utf8[next] < 0x80) && (place == startIndex || utf8[utf8.index(before: place)] < 0x80)
        return isAlone ? place : lastIndex(of: Character(sign))
    }
}

extension Unicode.Scalar {
    /// As `properties.isWhitespace`.
    var isWhite: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }
}
