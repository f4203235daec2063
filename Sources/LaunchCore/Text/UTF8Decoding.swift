enum UTF8Decoding {
    /// The scalar that starts at `index` and its size in bytes; nil where the bytes are no well-formed UTF-8 (overlong forms,
    /// surrogates, values beyond U+10FFFF and sequences cut short included).
    static func scalar(in bytes: UnsafeRawBufferPointer, at index: Int) -> (Unicode.Scalar, Int)? {
        let first = bytes[index]
        let size: Int, lowest: UInt32
        var value: UInt32
        switch first {
        case 0x00...0x7F: return (Unicode.Scalar(first), 1)
        case 0xC2...0xDF: (size, lowest, value) = (2, 0x80, UInt32(first & 0x1F))
        case 0xE0...0xEF: (size, lowest, value) = (3, 0x800, UInt32(first & 0x0F))
        case 0xF0...0xF4: (size, lowest, value) = (4, 0x10000, UInt32(first & 0x07))
        default: return nil
        }
        guard index + size <= bytes.count else { return nil }
        for offset in 1..<size {
            let byte = bytes[index + offset]
            guard byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        guard value >= lowest, let scalar = Unicode.Scalar(value) else { return nil }
        return (scalar, size)
    }
}
