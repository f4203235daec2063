/// Text from outside made safe to show. Whatever a terminal could obey, or an eye be deceived by, becomes visible text:
/// `^[` for an escape, `<U+202E>` for a bidi override, `<FF>` for a byte that is no UTF-8. Every text that was not written by
/// this program passes through here before it can reach a screen.
///
/// What stays as it is: letters, marks (at most `PrintableWriter.marksPerBase` on one base), digits, punctuation, symbols, emoji,
/// spaces, and one variation selector right after an emoji. What does not: C0, DEL, C1, format controls (bidi, zero-width, joiners,
/// tags), line and paragraph separators, private use, unassigned, and everything else that Unicode draws as nothing.
public enum Printable {
    /// - Parameter limit: the longest result in Unicode scalars; a longer one ends in `…`.
    public static func text(_ string: String, limit: Int = .max) -> String {
        var string = string
        return string.withUTF8 { bytes in
            if bytes.count <= limit, isPrintableASCII(UnsafeRawBufferPointer(bytes)) { return nil }
            return slowText(UnsafeRawBufferPointer(bytes), limit: limit)
        } ?? string
    }

    /// - Parameter limit: the longest result in Unicode scalars; a longer one ends in `…`.
    public static func text(bytes: UnsafeRawBufferPointer, limit: Int = .max) -> String {
        if bytes.count <= limit, isPrintableASCII(bytes) { return String(decoding: bytes, as: UTF8.self) }
        return slowText(bytes, limit: limit)
    }

    /// - Parameter limit: the longest result in Unicode scalars; a longer one ends in `…`.
    public static func text(bytes: some Collection<UInt8>, limit: Int = .max) -> String {
        if let text = bytes.withContiguousStorageIfAvailable({ text(bytes: UnsafeRawBufferPointer($0), limit: limit) }) { return text }
        return Array(bytes).withUnsafeBytes { text(bytes: $0, limit: limit) }
    }

    /// Whether every byte is in `0x20...0x7E`: such text needs no change.
    public static func isPrintableASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        printableASCIIPrefix(bytes, from: 0) == bytes.count
    }

    /// The first index at or after `start` whose byte is not in `0x20...0x7E`, or the count. Sixteen bytes a step.
    static func printableASCIIPrefix(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        let lowest = SIMD16<UInt8>(repeating: 0x20), span = SIMD16<UInt8>(repeating: 0x5E)
        while index &+ 16 <= bytes.count {
            let chunk = bytes.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
            if (chunk &- lowest).max() > span[0] { break }
            index &+= 16
        }
        while index < bytes.count, bytes[index] &- 0x20 <= 0x5E { index &+= 1 }
        return index
    }

    private static func slowText(_ bytes: UnsafeRawBufferPointer, limit: Int) -> String {
        var writer = PrintableWriter(limit: limit, capacity: min(bytes.count, limit))
        writer.write(bytes)
        return writer.finish()
    }
}
