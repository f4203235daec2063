import LaunchCore

/// Follows every file whose path fits a pattern; new ones join. A file that only got another name that fits is not read again.
final class GlobFollower: LogFollower {
    /// Files followed at once.
    static let most = 64
    private static let interval: Int64 = 2000
    private static let pollInterval: Int64 = 250
    /// How long a file that no longer fits is kept, in milliseconds: it may be between two names.
    private static let patience: Int64 = 60_000

    private struct Child {
        let follower: PathFollower
        var goneSince: Int64?
    }

    let descriptor: Int32 = -1
    private let pattern: PathPattern
    private let buffer: LogBuffer
    private let start: PathFollower.Start
    private let events: FileEvents
    private var children: [String: Child] = [:]
    private var directories: [String: Int32] = [:]
    private var areAllWatched = true
    private var needsLook = true
    private var hasLooked = false
    private var nextLook: Int64 = 0

    /// - Parameter path: absolute, with glob characters.
    init(path: String, buffer: LogBuffer, start: PathFollower.Start, events: FileEvents) {
        pattern = PathPattern(path)
        self.buffer = buffer
        self.start = start
        self.events = events
    }

    var isReady: Bool { needsLook || children.values.contains { $0.follower.isReady } }
    var due: Int64 { children.values.reduce(nextLook) { min($0, $1.follower.due) } }

    func noteReadable() {}

    func note(_ event: FileEvent) {
        for child in children.values { child.follower.note(event) }
        let isNameChange = event.kind != .content && event.kind != .attributes
        if event.watch == nil || isNameChange && directories.values.contains(where: { $0 == event.watch }) { needsLook = true }
    }

    func step(_ scratch: UnsafeMutableRawBufferPointer, now: Int64) {
        for child in children.values where child.follower.isReady || now >= child.follower.due { child.follower.step(scratch, now: now) }
        if needsLook || now >= nextLook { look(scratch, now: now) }
        if children.values.allSatisfy({ $0.follower.hasLooked }) { buffer.settle() }
    }

    func end() {
        for child in children.values { child.follower.end() }
        for watch in directories.values { events.unwatch(watch) }
        children = [:]
        directories = [:]
    }

    private func look(_ scratch: UnsafeMutableRawBufferPointer, now: Int64) {
        needsLook = false
        let found = pattern.expand()
        watch(found.directories)
        nextLook = now + (areAllWatched ? Self.interval : Self.pollInterval)
        let paths = Set(found.paths)
        for path in found.paths where children[path] == nil { join(path, scratch, now: now) }
        for (path, child) in children {
            children[path]?.goneSince = paths.contains(path) ? nil : child.goneSince ?? now
            if let since = child.goneSince, !paths.contains(path), now - since > Self.patience {
                child.follower.end()
                children[path] = nil
            }
        }
        hasLooked = true
        if children.isEmpty { buffer.setStatus("waiting for \(Printable.text(pattern.text, limit: 200)) to appear", isFollowing: false) }
    }

    private func join(_ path: String, _ scratch: UnsafeMutableRawBufferPointer, now: Int64) {
        guard let facts = FileFacts(path: path), facts.isRegular, children.count < Self.most,
            !children.values.contains(where: { $0.follower.knows(facts.identity) })
        else { return }
        let name = Printable.text(path.split(separator: "/").last.map(String.init) ?? path, limit: 80)
        if hasLooked { buffer.mark("\(name) joined") }
        let follower = PathFollower(
            path: path, buffer: buffer, start: hasLooked ? .beginning : start, origin: buffer.origin(named: name), events: events)
        children[path] = Child(follower: follower)
        follower.step(scratch, now: now)
    }

    private func watch(_ wanted: Set<String>) {
        for (directory, watch) in directories where !wanted.contains(directory) {
            events.unwatch(watch)
            directories[directory] = nil
        }
        areAllWatched = true
        for directory in wanted where directories[directory] == nil {
            directories[directory] = events.watchDirectory(directory)
            if directories[directory] == nil { areAllWatched = false }
        }
    }
}
