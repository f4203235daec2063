import CCMarkGFM
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Memory for the nodes of one parse at a time: they are many and small and all go together, and freeing each by itself was a tenth of
/// the reading. The library frees nothing in it; what it asks for is taken from the front of a chunk, and the chunk is used again.
///
/// Any thread may parse. One at a time does: the library keeps its table of special signs for all parsers together, and does not tell
/// an allocator whose memory is wanted.
enum ParserMemory {
    private static let lock = Mutex(())

    /// Touched only by who holds the lock: the library calls back on the thread that parses.
    private nonisolated(unsafe) static let arena = {
        let arena = UnsafeMutablePointer<Arena>.allocate(capacity: 1)
        arena.initialize(to: Arena())
        return arena
    }()

    /// Never changed: three functions without captures.
    private nonisolated(unsafe) static let functions = {
        let functions = UnsafeMutablePointer<cmark_mem>.allocate(capacity: 1)
        functions.initialize(
            to: cmark_mem(
                calloc: { ParserMemory.arena.pointee.zeroed($0, $1) }, realloc: { ParserMemory.arena.pointee.grown($0, to: $1) },
                free: { _ in }))
        return functions
    }()

    /// What the body takes through the functions it is given is gone when it returns.
    static func lend<Result>(_ body: (_ functions: UnsafeMutablePointer<cmark_mem>) -> Result) -> Result {
        lock.withLock { _ in
            defer { arena.pointee.free() }
            return body(functions)
        }
    }

    /// Takes back what the body of `lend` has taken so far.
    static func reuse() { arena.pointee.reuse() }
}

/// Hands out memory from the front of chunks. Before each piece stands its size.
private struct Arena {
    private static let chunkSize = 1 << 20
    private static let alignment = 16

    private var chunks: [UnsafeMutableRawBufferPointer] = []
    private var next = UnsafeMutableRawPointer(bitPattern: alignment)
    private var room = 0

    mutating func zeroed(_ count: Int, _ size: Int) -> UnsafeMutableRawPointer? {
        let piece = take(count * size)
        memset(piece, 0, count * size)
        return piece
    }

    mutating func grown(_ piece: UnsafeMutableRawPointer?, to size: Int) -> UnsafeMutableRawPointer? {
        guard let piece else { return take(size) }
        let old = (piece - Self.alignment).load(as: Int.self)
        if size <= old { return piece }
        let new = take(size)
        new.copyMemory(from: piece, byteCount: old)
        return new
    }

    private mutating func take(_ size: Int) -> UnsafeMutableRawPointer {
        let whole = (size + 2 * Self.alignment - 1) & ~(Self.alignment - 1)
        if whole > room { addChunk(holding: whole) }
        guard let front = next else { preconditionFailure("a chunk has an address") }
        front.storeBytes(of: size, as: Int.self)
        next = front + whole
        room -= whole
        return front + Self.alignment
    }

    private mutating func addChunk(holding size: Int) {
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: max(size, Self.chunkSize), alignment: Self.alignment)
        chunks.append(chunk)
        (next, room) = (chunk.baseAddress, chunk.count)
    }

    mutating func reuse() {
        guard let first = chunks.first else { return }
        for chunk in chunks.dropFirst() { chunk.deallocate() }
        chunks.removeSubrange(1...)
        (next, room) = (first.baseAddress, first.count)
    }

    mutating func free() {
        for chunk in chunks { chunk.deallocate() }
        self = Arena()
    }
}
