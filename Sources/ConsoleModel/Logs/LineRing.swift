/// The newest lines of a log in two blocks of memory that never grow: the bytes of the lines, and where each begins. A line is one
/// contiguous piece; the oldest lines make room for a new one.
struct LineRing: ~Copyable {
    struct Entry {
        var start: UInt32
        var length: UInt32
        /// Bytes of the line beyond the longest that is kept.
        var missing: UInt32
        /// Which file or stream of the log it came from.
        var origin: UInt16
        var isMarker: Bool
    }

    private let bytes: UnsafeMutableRawBufferPointer
    private let entries: UnsafeMutableBufferPointer<Entry>
    private var writeAt = 0
    /// The number of the oldest line kept. Lines are numbered from 0 in the order they came.
    private(set) var first = 0
    /// One more than the number of the newest line.
    private(set) var end = 0

    /// Memory is taken from the system as it is used.
    /// - Parameter byteCapacity: more than the longest line that is ever appended.
    init(byteCapacity: Int, lineCapacity: Int) {
        bytes = .allocate(byteCount: byteCapacity, alignment: 16)
        entries = .allocate(capacity: lineCapacity)
    }

    deinit {
        bytes.deallocate()
        entries.deallocate()
    }

    mutating func append(_ line: UnsafeRawBufferPointer, missing: Int = 0, origin: UInt16 = 0, isMarker: Bool = false) {
        makeRoom(for: line.count)
        if line.count > 0, let source = line.baseAddress {
            bytes.baseAddress.unsafelyUnwrapped.advanced(by: writeAt).copyMemory(from: source, byteCount: line.count)
        }
        entries[end % entries.count] = Entry(
            start: UInt32(writeAt), length: UInt32(line.count), missing: UInt32(clamping: missing), origin: origin, isMarker: isMarker)
        end += 1
        writeAt += line.count
    }

    /// - Parameter number: in `first..<end`.
    func entry(_ number: Int) -> Entry { entries[number % entries.count] }

    /// The bytes of a line, valid until the next append.
    func line(_ number: Int) -> UnsafeRawBufferPointer {
        let entry = entry(number)
        return UnsafeRawBufferPointer(rebasing: bytes[Int(entry.start)..<Int(entry.start) + Int(entry.length)])
    }

    /// Lets go of the oldest lines that stand where the next one goes. In memory the oldest line follows the newest, around the end.
    private mutating func makeRoom(for length: Int) {
        if end - first == entries.count { first += 1 }
        if writeAt + length > bytes.count {
            while first < end, Int(entry(first).start) >= writeAt { first += 1 }
            writeAt = 0
        }
        while first < end, case let start = Int(entry(first).start), start >= writeAt, start < writeAt + length { first += 1 }
    }
}
