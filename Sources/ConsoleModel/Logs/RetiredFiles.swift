/// Files that had a log's name and lost it. Writers go on writing to them until they are told to reopen; so they are listened to until
/// they have been silent for a while.
struct RetiredFiles {
    private struct Entry {
        let file: OpenFile
        /// Uptime in milliseconds after which an unfinished last line counts as a line.
        var partialUntil: Int64
        var until: Int64
        /// Whether its deletion has been taken into account.
        var isKnownDeleted = false
    }

    /// How long a silent file is kept, in milliseconds; a deleted one shorter, because it still takes room on the disk.
    static let patience: Int64 = 60_000
    static let patienceWithDeleted: Int64 = 15_000
    static let patienceWithPartial: Int64 = 1000
    private static let most = 8
    private static let mostMarks = 64

    private var entries: [Entry] = []
    /// How far files were read that are no longer listened to.
    private var marks: [ReadMark] = []
    /// The one that lost the name last, kept in mind even when no longer listened to.
    private(set) var newest: OpenFile?

    /// Uptime in milliseconds of the next change.
    var due: Int64 { entries.reduce(.max) { min($0, $1.until, $1.file.splitter.hasPartial ? $1.partialUntil : .max) } }

    func holds(_ identity: FileFacts.Identity) -> Bool { entries.contains { $0.file.identity == identity } }

    func remembers(_ identity: FileFacts.Identity) -> Bool { marks.contains { $0.identity == identity } }

    /// - Parameter letGo: gets the one that is no longer listened to because there are too many, to read it to its end before.
    mutating func add(_ file: OpenFile, now: Int64, letGo: (OpenFile) -> Void) {
        newest = file
        if entries.count == Self.most {
            let oldest = entries.removeFirst().file
            letGo(oldest)
            remember(oldest)
        }
        entries.append(Entry(file: file, partialUntil: now + Self.patienceWithPartial, until: now + Self.patience(file)))
    }

    /// How far the file was read that `file` is, if it was let go.
    func mark(of file: OpenFile) -> ReadMark? { marks.last { $0.identity == file.identity && file.continues($0) } }

    private mutating func remember(_ file: OpenFile) {
        if marks.count == Self.mostMarks { marks.removeFirst() }
        marks.append(file.mark)
    }

    /// A file that can no longer be read: only how far it was read matters.
    mutating func rememberUnreadable(_ file: OpenFile) { newest = file }

    mutating func takeBack(_ identity: FileFacts.Identity) -> OpenFile? {
        guard let index = entries.firstIndex(where: { $0.file.identity == identity }) else { return nil }
        return entries.remove(at: index).file
    }

    /// Reads what was written late; lets go of files that have been silent.
    /// - Parameter written: the files to be read; nil all.
    mutating func step(
        _ written: [OpenFile]?, now: Int64, into buffer: LogBuffer, _ scratch: UnsafeMutableRawBufferPointer, letGo: (OpenFile) -> Void
    ) {
        for index in entries.indices.reversed() {
            let file = entries[index].file
            let isOver = now >= entries[index].until
            let isWritten = written?.contains { $0 === file } ?? true
            if isWritten || isOver, file.drain(into: buffer, scratch) > 0 {
                entries[index].until = now + Self.patience(file)
                entries[index].partialUntil = now + Self.patienceWithPartial
            }
            if now >= entries[index].partialUntil { buffer.flush(&file.splitter, from: file, isCurrent: false) }
            if now >= entries[index].until {
                remember(file)
                letGo(file)
                entries.remove(at: index)
            }
        }
    }

    /// How many of the files were found deleted since the last call.
    mutating func noteDeletions() -> Int {
        var count = 0
        for index in entries.indices where !entries[index].isKnownDeleted && entries[index].file.facts?.links == 0 {
            entries[index].isKnownDeleted = true
            count += 1
        }
        return count
    }

    private static func patience(_ file: OpenFile) -> Int64 { file.facts?.links == 0 ? patienceWithDeleted : patience }
}
