import LaunchCore

/// What kind of follower a source needs.
struct FollowerMaking {
    let source: LogSource
    let directory: String
    let start: LogStore.Start
    let buffer: LogBuffer

    /// Nil where the source cannot be followed; the log's status says why.
    func follower(_ events: FileEvents) -> (any LogFollower)? {
        switch (source.origin, source.host) {
        case (.file(let path), nil):
            let start: PathFollower.Start = start == .end ? .end(lines: LogStore.historyLines) : .beginning
            return PathFollower(path: path.hasPrefix("/") ? path : directory + "/" + path, buffer: buffer, start: start, events: events)
        case (.command, _), (.file, _?):
            buffer.setStatus("this build follows files of this host only", isFollowing: false)
            buffer.settle()
            return nil
        }
    }
}
