/// The newest lines of a log in two blocks of memory that never grow: the bytes of the lines, and where each begins. A line is one
/// contiguous piece; the oldest lines make room for a new one.
struct LineRing: ~Copyable {
    struct Entry {
        /// When it was read: milliseconds since 1970.
        var arrival: Int64
        /// Where in its file it begins.
        var offset: Int64
        fileprivate(set) var start: UInt32 = 0
        fileprivate(set) var length: UInt32 = 0
        /// Bytes of the line beyond the longest that is kept.
        var missing: UInt32 = 0
        /// Which name of the log's several it came from.
        var origin: UInt16 = 0
        /// Which file it was read from, by the number its `LogContents` gave it.
        var file: UInt8 = LogFile.none
        var isMarker = false
        /// A marker that stands in other logs, too: of several logs shown as one the first shows it.
        var isShared = false

        init(arrival: Int64, offset: Int64, origin: UInt16 = 0, file: UInt8 = LogFile.none, isMarker: Bool = false) {
            self.arrival = arrival
            self.offset = offset
            self.origin = origin
            self.file = file
            self.isMarker = isMarker
        }
    }

    private let bytes: UnsafeMutableRawBufferPointer
    private let entries: UnsafeMutableBufferPointer<Entry>
    private var writeAt = 0
    /// Bytes at the beginning of the memory that were ever written.
    private var highest = 0
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

    /// - Parameter entry: what is known of the line.
    mutating func append(_ line: UnsafeRawBufferPointer, _ entry: Entry) {
        makeRoom(for: line.count)
        if line.count > 0, let source = line.baseAddress {
            bytes.baseAddress.unsafelyUnwrapped.advanced(by: writeAt).copyMemory(from: source, byteCount: line.count)
        }
        var entry = entry
        entry.start = UInt32(writeAt)
        entry.length = UInt32(line.count)
        entries[end % entries.count] = entry
        end += 1
        writeAt += line.count
        highest = max(highest, writeAt)
    }

    /// The same lines in memory of their own.
    func copy() -> LineRing {
        var copy = LineRing(byteCapacity: bytes.count, lineCapacity: entries.count)
        copy.bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<highest]))
        for number in first..<end { copy.entries[number % entries.count] = entries[number % entries.count] }
        (copy.first, copy.end, copy.writeAt, copy.highest) = (first, end, writeAt, highest)
        return copy
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
