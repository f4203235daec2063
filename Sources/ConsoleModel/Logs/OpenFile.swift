import CPosix

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One file that is being read, by its descriptor: renaming or deleting it changes nothing here. Knows how far it has been read and
/// recognises what it has read by content, so that a file cut and grown again is told from one that only grew.
///
/// Used by the reading thread only.
final class OpenFile {
    enum Reading {
        case bytes(UnsafeRawBufferPointer)
        /// Nothing more for now.
        case end
        /// What was read before is no longer there.
        case cut
        case failed(Int32)
    }

    /// Bytes before the offset by which the content is recognised.
    static let longestTail = 64
    private static let longestHead = 4096

    let descriptor: Int32
    let identity: FileFacts.Identity
    let origin: UInt16
    /// On another machine: nobody tells when it changes.
    let isRemote: Bool
    /// By which its lines find back to it.
    var number = LogFile.none
    var splitter = LineSplitter()
    private(set) var offset = 0
    /// The bytes right before the offset.
    private var tail: [UInt8] = []
    /// The first bytes of the file, as they were read.
    private var head: [UInt8] = []
    /// After a cut, until something came: a writer that does not append leaves a hole where it wrote before, once it writes again.
    private var mayBeginWithHole = false

    /// - Returns: nil with `errno` set.
    static func open(_ path: String, origin: UInt16) -> OpenFile? {
        let descriptor = posixOpen(path)
        guard descriptor >= 0 else { return nil }
        guard let facts = FileFacts(descriptor: descriptor), facts.isRegular else {
            let reason = FileFacts(descriptor: descriptor)?.isDirectory == true ? EISDIR : EINVAL
            close(descriptor)
            errno = reason
            return nil
        }
        return OpenFile(descriptor, identity: facts.identity, origin: origin)
    }

    private init(_ descriptor: Int32, identity: FileFacts.Identity, origin: UInt16) {
        self.descriptor = descriptor
        self.identity = identity
        self.origin = origin
        isRemote = cposix_is_remote(descriptor) != 0
    }

    deinit { close(descriptor) }

    var facts: FileFacts? { FileFacts(descriptor: descriptor) }

    /// Reads on from the offset, once. The bytes are in `buffer`, valid until it is used again.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Reading {
        if mayBeginWithHole, let size = facts?.size, size > 0 {
            mayBeginWithHole = false
            if bytes(at: 0, count: 1).first == 0 { skip(to: firstByteThatIsNotZero(size)) }
        }
        let overlap = tail.count
        let count = readAt(offset - overlap, into: buffer)
        guard count >= 0 else { return .failed(errno) }
        guard count >= overlap, buffer[..<overlap].elementsEqual(tail) else { return .cut }
        guard count > overlap else { return .end }
        let fresh = UnsafeRawBufferPointer(rebasing: buffer[overlap..<count])
        if head.count < Self.longestHead, offset == head.count { head.append(contentsOf: fresh.prefix(Self.longestHead - head.count)) }
        offset += fresh.count
        tail = Array(buffer[max(0, count - Self.longestTail)..<count])
        return .bytes(fresh)
    }

    /// Reads to the end as it is now.
    /// - Returns: the bytes read.
    @discardableResult
    func drain(into buffer: LogBuffer, _ scratch: UnsafeMutableRawBufferPointer) -> Int {
        let start = offset, end = facts?.size ?? 0
        while offset < end, case .bytes(let bytes) = read(into: scratch) {
            buffer.append(bytes, through: &splitter, from: self, showsPartial: false)
        }
        return offset - start
    }

    /// Goes to `offset` as if all before it had been read.
    func skip(to offset: Int) {
        self.offset = offset
        splitter.position = offset
        head = bytes(at: 0, count: min(offset, Self.longestHead))
        let overlap = min(offset, Self.longestTail)
        tail = bytes(at: offset - overlap, count: overlap)
    }

    /// Starts over after a cut. A file that is only shorter than before but begins as before has lost its end and says nothing new; a
    /// hole at its beginning, as a writer leaves that does not append, is passed over.
    func restart(size: Int) {
        let beginning = bytes(at: 0, count: min(size, max(head.count, 1)))
        if size <= offset, !beginning.isEmpty, head.starts(with: beginning) { return skip(to: size) }
        skip(to: 0)
        mayBeginWithHole = true
    }

    private func firstByteThatIsNotZero(_ size: Int) -> Int {
        let hole = max(0, Int(lseek(descriptor, 0, dataSeek)))
        // A hole ends with a block of the disk; the rest of its zeros is written out.
        return min(size, hole + bytes(at: hole, count: 64 << 10).prefix { $0 == 0 }.count)
    }

    /// How far it has been read, to be recognised later.
    var mark: ReadMark { ReadMark(identity: identity, offset: offset, head: Array(head.prefix(ReadMark.longestHead)), tail: tail) }

    /// Whether this file holds, at the same places, what was read of another one: it is the same log, if in another file.
    func continues(_ mark: ReadMark) -> Bool {
        guard mark.offset > 0, let facts, facts.size >= mark.offset else { return false }
        return bytes(at: mark.offset - mark.tail.count, count: mark.tail.count) == mark.tail
            && bytes(at: 0, count: mark.head.count) == mark.head
    }

    /// Bytes of the file wherever; fewer at its end, none on an error.
    func bytes(at offset: Int, count: Int) -> [UInt8] {
        guard count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, readAt(offset, into: UnsafeMutableRawBufferPointer(buffer)))
        }
    }

    func readAt(_ offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 || errno != EINTR { return count }
        }
    }
}

#if os(Linux)
    /// SEEK_DATA, which the C library shows to those only who ask for its extensions.
    private let dataSeek: Int32 = 3
#else
    private let dataSeek = SEEK_DATA
#endif

/// Does not wait for the other end of a FIFO, and is not inherited.
private func posixOpen(_ path: String) -> Int32 { open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY) }
