/// What tells a line from others wherever it is found again: a number made of its bytes (FNV-1a).
enum LineID {
    static func of(_ line: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in line { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }
}
