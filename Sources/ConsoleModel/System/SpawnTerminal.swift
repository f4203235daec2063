import CPosix

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A pseudo-terminal for a process to be started.
public final class SpawnTerminal: Sendable {
    /// What the process writes comes out here, and what is written here it reads as typed.
    public let outside: Descriptor
    /// For `Spawn.terminal`.
    public let path: String

    public init(rows: Int, columns: Int) throws(SystemError) {
        var buffer = [CChar](repeating: 0, count: 256)
        let number = cposix_open_terminal(&buffer, Int32(buffer.count), Int32(clamping: rows), Int32(clamping: columns))
        guard number >= 0 else { throw SystemError("make", "a terminal") }
        outside = Descriptor(owning: number)
        path = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
