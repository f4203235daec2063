import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Follows a log by its name: through renaming, cutting, deleting and making anew, a switched symbolic link, a file that comes
/// later, a permission lost and regained. Reads a file that lost the name to its end, and goes on listening to it for a while, because
/// daemons write to it until they are told to reopen.
final class PathFollower: LogFollower {
    enum Start {
        /// The last lines there are when it is opened.
        case end(lines: Int)
        case beginning
    }

    /// Looked at again this often even without a notice: not every file system gives them, and none for memory-mapped writes.
    private static let calmInterval: Int64 = 2000
    /// The same where the kernel gives no notices.
    private static let pollInterval: Int64 = 100
    /// Bytes in one step, so that one flood does not keep other logs waiting.
    private static let bytesPerStep = 4 << 20
    /// Milliseconds that a look waits for the events to come to rest.
    private static let longestWait: Int64 = 1000

    let path: String
    let descriptor: Int32 = -1
    private(set) var due: Int64 = 0
    let buffer: LogBuffer
    let origin: UInt16
    private let name: String
    private let start: Start
    private let events: FileEvents
    private let watches: PathWatches
    private(set) var current: OpenFile?
    private(set) var retired = RetiredFiles()
    /// Where in the current file that ended which was there when it was opened.
    private var historyEnd = 0
    /// False until the first look found out whether the file is there.
    private(set) var hasLooked = false
    private var wasMissing = false
    private var needsLook = true
    private var hasMore = false
    private var trace = RotationTrace()
    /// What the path led to at the last look that was carried through; nil where that is what it leads to now.
    private var targetBefore: String?
    /// Since when a look waits for the events to come to rest.
    private var waitingSince: Int64?

    init(path: String, buffer: LogBuffer, start: Start, origin: UInt16 = 0, events: FileEvents) {
        self.path = path
        self.buffer = buffer
        self.start = start
        self.origin = origin
        name = Printable.text(path.split(separator: "/").last.map(String.init) ?? path, limit: 80)
        self.events = events
        watches = PathWatches(events)
    }

    var isReady: Bool { needsLook || hasMore || watches.contentChanged }

    func noteReadable() {}

    func note(_ event: FileEvent) {
        guard let change = watches.note(event) else { return }
        switch change {
        case .content: break
        case .directory(let isFilesOwn):
            if isFilesOwn { trace.note(event, log: watches.fileName) }
            if watches.isOnPath(event) || trace.names.contains(event.name) { needsLook = true }
        case .everything: needsLook = true
        }
    }

    func step(_ scratch: UnsafeMutableRawBufferPointer, now: Int64) {
        let isDue = now >= due
        let written = watches.takeWritten()
        hasMore = false
        if let current { read(current, scratch, limit: Self.bytesPerStep) }
        retired.step(isDue ? nil : written, now: now, into: buffer, scratch) { self.watches.stopListening(to: $0) }
        if needsLook || isDue { look(scratch, now: now) }
        if hasMore, let current { read(current, scratch, limit: Self.bytesPerStep) }
        buffer.settle()
        let isTold = watches.isComplete && current?.isRemote != true
        due = min(now + (isTold ? Self.calmInterval : Self.pollInterval), retired.due)
    }

    func end() {
        watches.removeAll()
        current = nil
        retired = RetiredFiles()
    }

    /// Whether this file is being read under its present or a former name.
    func holds(_ identity: FileFacts.Identity) -> Bool { current?.identity == identity || retired.holds(identity) }

    /// Whether it is held, or was.
    func knows(_ identity: FileFacts.Identity) -> Bool { holds(identity) || retired.remembers(identity) }
}

extension PathFollower {
    private func read(_ file: OpenFile, _ scratch: UnsafeMutableRawBufferPointer, limit: Int) {
        let end = file.offset + limit
        while file.offset < end {
            let isNew = file.offset >= historyEnd
            // What was there when the file was opened is shown, but not counted.
            let room = isNew ? scratch.count : min(scratch.count, historyEnd - file.offset + OpenFile.longestTail)
            switch file.read(into: UnsafeMutableRawBufferPointer(rebasing: scratch[..<room])) {
            case .bytes(let bytes): buffer.append(bytes, through: &file.splitter, from: file, isNew: isNew)
            case .end:
                hasMore = false
                return
            case .cut: return cut(file, scratch)
            case .failed(let error): return failed(file, error)
            }
        }
        hasMore = true
    }

    /// The file was cut under the reader (copytruncate, or `> file`).
    private func cut(_ file: OpenFile, _ scratch: UnsafeMutableRawBufferPointer) {
        guard let size = file.facts?.size else { return }
        let copy = CopySearch.copy(of: file, path: path)
        if let copy {
            copy.splitter = file.splitter
            copy.drain(into: buffer, scratch)
            file.splitter = copy.splitter
        }
        buffer.flush(&file.splitter, from: file)
        buffer.mark(copy == nil ? "\(name) was truncated" : "\(name) was truncated; its last lines were read from the copy")
        historyEnd = 0
        file.restart(size: size)
        hasMore = true
    }

    /// A stale handle or a broken disk: forget the descriptor, keep in mind how far it was read, look for the name anew.
    private func failed(_ file: OpenFile, _ error: Int32) {
        watches.stopListening(to: file)
        retired.rememberUnreadable(file)
        current = nil
        needsLook = true
        buffer.setStatus("cannot read \(shownPath): \(reason(error)); trying again", isFollowing: false)
    }

    private func reason(_ error: Int32) -> String { SystemError("read", path, number: error).reason }
    private var shownPath: String { Printable.text(path, limit: 200) }

    /// Finds out what the name means now.
    private func look(_ scratch: UnsafeMutableRawBufferPointer, now: Int64) {
        let target = targetBefore ?? watches.filePath
        watches.follow(path)
        let former = formerFiles(target)
        needsLook = mustWait(former, now: now)
        targetBefore = needsLook ? target : nil
        if needsLook { return }
        guard let facts = FileFacts(path: path) else { return missing(errno, former, scratch, now: now) }
        if facts.identity == current?.identity { return read(former, scratch, now: now) }
        if let file = retired.takeBack(facts.identity) {
            retireCurrent(scratch, now: now)
            return adopt(file, marking: "\(name) is back")
        }
        guard let file = OpenFile.open(path, origin: origin) else { return missing(errno, former, scratch, now: now) }
        retireCurrent(scratch, now: now)
        let last = retired.newest
        read(former.filter { $0.identity != file.identity }, scratch, now: now)
        take(file, after: last)
    }

    /// A name that is being changed again may stand for another file by now: what it stands for is known when the events have told all.
    /// Other logs must not put that off for ever.
    private func mustWait(_ former: [OpenFile], now: Int64) -> Bool {
        guard !former.isEmpty || !trace.names.isEmpty, !events.isQuiet, now - (waitingSince ?? now) < Self.longestWait else {
            waitingSince = nil
            return false
        }
        waitingSince = waitingSince ?? now
        return true
    }

    private func missing(_ error: Int32, _ former: [OpenFile], _ scratch: UnsafeMutableRawBufferPointer, now: Int64) {
        let isGone = error == ENOENT || error == ENOTDIR
        if isGone || error != EACCES || FileFacts(path: path) != nil { retireCurrent(scratch, now: now) }
        if !hasLooked || isGone { wasMissing = isGone }
        hasLooked = true
        read(former, scratch, now: now)
        let reason =
            isGone ? "waiting for \(shownPath) to appear" : "cannot read \(shownPath): \(reason(error)); waiting for that to change"
        buffer.setStatus(reason, isFollowing: current != nil)
    }

    /// The current file, if any, lost the name: reads it to its end and keeps listening to it.
    private func retireCurrent(_ scratch: UnsafeMutableRawBufferPointer, now: Int64) {
        guard let old = current else { return }
        current = nil
        historyEnd = min(historyEnd, old.offset)
        old.drain(into: buffer, scratch)
        retire(old, scratch, now: now)
    }

    private func retire(_ file: OpenFile, _ scratch: UnsafeMutableRawBufferPointer, now: Int64) {
        retired.add(file, now: now) { oldest in
            // What was written to it a moment ago may not have been told yet.
            oldest.drain(into: buffer, scratch)
            watches.stopListening(to: oldest)
        }
    }

    /// Starts reading a file that has the name now.
    private func take(_ file: OpenFile, after last: OpenFile?) {
        if let last, file.continues(last.mark) {
            file.skip(to: last.offset)
            file.splitter = last.splitter
            last.splitter = LineSplitter()
            adopt(file, marking: "\(name) was replaced by a file that goes on where it ended")
        } else if last == nil, !wasMissing {
            startAtEnd(file)
            adopt(file, marking: nil)
        } else {
            adopt(file, marking: last == nil ? "\(name) appeared" : "\(name) was rotated; the new file follows")
        }
    }

    private func startAtEnd(_ file: OpenFile) {
        guard case .end(let lines) = start, let size = file.facts?.size else { return }
        file.skip(to: TailStart.offset(in: file, size: size, lines: lines))
        historyEnd = size
    }

    private func adopt(_ file: OpenFile, marking marker: String?) {
        if let marker { buffer.mark(marker) }
        if marker != nil { historyEnd = 0 }
        hasLooked = true
        file.number = buffer.number(of: LogFile(path: path, identity: file.identity))
        current = file
        buffer.forgetPartial()
        hasMore = true
        watches.listen(to: file)
        buffer.setStatus("following", isFollowing: true)
    }

    /// Files that had the name for a moment only, before anyone could open them.
    /// - Parameter target: what the path led to at the last look. Where links lead elsewhere now, a file may have come up there meanwhile.
    private func formerFiles(_ target: String?) -> [OpenFile] {
        let former = trace.names.map { watches.fileDirectory + "/" + $0 }
        let paths = target == watches.filePath ? former : [target].compactMap(\.self) + former
        return paths.compactMap { OpenFile.open($0, origin: origin) }.filter { !holds($0.identity) }
    }

    private func read(_ former: [OpenFile], _ scratch: UnsafeMutableRawBufferPointer, now: Int64) {
        for file in former {
            if let mark = retired.mark(of: file) {
                file.skip(to: mark.offset)
            } else {
                buffer.mark("\(name) was rotated; a file that had the name for a moment follows")
            }
            watches.listen(to: file)
            file.drain(into: buffer, scratch)
            retire(file, scratch, now: now)
        }
        if trace.deleted > retired.noteDeletions() { buffer.mark("a file of \(name) was deleted before it could be read") }
        trace.settle()
    }
}
