/// The kernel's notices that concern one path: of each directory in which a name on the way can change its meaning, and of the
/// content of the files being read.
final class PathWatches {
    enum Change {
        case content
        /// - Parameter isFilesOwn: the directory that holds the file itself.
        case directory(isFilesOwn: Bool)
        case everything
    }

    private let events: FileEvents
    private var trail: PathTrail?
    /// Which step of the trail each directory's watch belongs to.
    private var directories: [Int32: [PathTrail.Step]] = [:]
    private var contents: [Int32: OpenFile] = [:]
    private var unwatchedContents = 0
    private var areDirectoriesWatched = false
    /// Files that were written to since they were taken.
    private var written: Set<Int32> = []

    init(_ events: FileEvents) { self.events = events }

    /// Whether nothing can happen without a notice.
    var isComplete: Bool { areDirectoriesWatched && unwatchedContents == 0 }

    var fileDirectory: String { trail?.steps.last?.directory ?? "/" }
    /// What the path led to at the last look; nil before the first.
    var filePath: String? { trail?.steps.last.map { "\($0.directory)/\($0.name)" } }
    var fileName: String { trail?.steps.last?.name ?? "" }

    /// Watches the way to `path` as it is now. To be called before looking at what is there, so that no change falls between.
    func follow(_ path: String) {
        for _ in 0..<3 {
            let trail = PathTrail(path)
            if trail == self.trail, areDirectoriesWatched { return }
            self.trail = trail
            let old = directories
            directories = [:]
            areDirectoriesWatched = true
            for step in trail.steps {
                if let watch = events.watchDirectory(step.directory) {
                    directories[watch, default: []].append(step)
                } else {
                    areDirectoriesWatched = false
                }
            }
            for (watch, steps) in old { for _ in steps { events.unwatch(watch) } }
        }
    }

    func listen(to file: OpenFile) {
        if contents.values.contains(where: { $0 === file }) { return }
        if let watch = events.watchContent(file) { contents[watch] = file } else { unwatchedContents += 1 }
    }

    func stopListening(to file: OpenFile) {
        if let watch = contents.first(where: { $0.value === file })?.key {
            contents[watch] = nil
            events.unwatch(watch)
        } else {
            unwatchedContents = max(0, unwatchedContents - 1)
        }
    }

    /// Whether a file that is listened to was written to.
    var contentChanged: Bool { !written.isEmpty }

    /// The files that were written to since the last call.
    func takeWritten() -> [OpenFile] {
        defer { written = [] }
        return written.compactMap { contents[$0] }
    }

    /// What an event means for this path; nil: nothing.
    func note(_ event: FileEvent) -> Change? {
        guard let watch = event.watch else { return .everything }
        if contents[watch] != nil {
            written.insert(watch)
            return .content
        }
        guard directories[watch] != nil else { return nil }
        if event.kind == .unknown || event.name.isEmpty {
            areDirectoriesWatched = false
            return .everything
        }
        return .directory(isFilesOwn: directories[watch]?.contains { $0 == trail?.steps.last } ?? false)
    }

    /// Whether the event's name is on the way to the file.
    func isOnPath(_ event: FileEvent) -> Bool {
        guard let watch = event.watch else { return true }
        return directories[watch]?.contains { $0.name == event.name } ?? false
    }

    func removeAll() {
        for (watch, steps) in directories { for _ in steps { events.unwatch(watch) } }
        for watch in contents.keys { events.unwatch(watch) }
        directories = [:]
        contents = [:]
    }
}
