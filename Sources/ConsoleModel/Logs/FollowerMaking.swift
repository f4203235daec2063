import LaunchCore

/// What kind of follower a source needs.
struct FollowerMaking: Sendable {
    let source: LogSource
    let directory: String
    let environment: SpawnEnvironment
    let start: LogStore.Start
    let pauses: RestartPauses
    let buffer: LogBuffer

    /// Nil where the source cannot be followed; the log's status says why.
    func follower(_ events: FileEvents) -> (any LogFollower)? {
        switch (source.origin, source.host) {
        case (.file(let path), nil): compressedFollower(path) ?? fileFollower(path.hasPrefix("/") ? path : directory + "/" + path, events)
        case (.command(let text), nil): commandFollower(text, name: text, repeatsHistory: false)
        case (.file(let path), let host?):
            commandFollower(
                RemoteTail.following(path, on: host, lines: LogStore.historyLines), name: "\(host):\(path)", repeatsHistory: true)
        case (.command(let text), let host?):
            commandFollower(RemoteTail.running(text, on: host), name: "\(text) on \(host)", repeatsHistory: false)
        }
    }

    private func fileFollower(_ path: String, _ events: FileEvents) -> any LogFollower {
        let start: PathFollower.Start = start == .end ? .end(lines: LogStore.historyLines) : .beginning
        if PathPattern.isPattern(path), FileFacts(path: path) == nil {
            return GlobFollower(path: path, buffer: buffer, start: start, events: events)
        }
        return PathFollower(path: path, buffer: buffer, start: start, events: events)
    }

    private static let decompressors = [".gz": "gzip", ".zst": "zstd -q", ".xz": "xz", ".bz2": "bzip2"]
    private static let viewers = [".gz": "zless", ".zst": "zstdless", ".xz": "xzless", ".bz2": "bzless"]

    /// Nil where the file is not compressed, by its name.
    private func compressedFollower(_ path: String) -> (any LogFollower)? {
        guard let (ending, program) = Self.decompressors.first(where: { path.hasSuffix($0.key) }), !PathPattern.isPattern(path) else {
            return nil
        }
        let name = Printable.text(path.split(separator: "/").last.map(String.init) ?? ending, limit: 60)
        if let viewer = Self.viewers[ending] {
            buffer.setElsewhere("a compressed file is read forwards only: \(viewer) \(name) shows them")
        }
        let command = CommandFollower.Command(
            text: "exec \(program) -dc < \(RemoteTail.quoted(path))", name: name, directory: directory, environment: environment,
            repeatsHistory: true, isOnce: true)
        return CommandFollower(command, buffer: buffer, pauses: pauses)
    }

    private func commandFollower(_ text: String?, name: String, repeatsHistory: Bool) -> (any LogFollower)? {
        guard let text else {
            buffer.setStatus(
                "\(Printable.text(source.host ?? "", limit: 80)) is no host: it begins with - or holds blanks", isFollowing: false)
            buffer.settle()
            return nil
        }
        let command = CommandFollower.Command(
            text: text, name: Printable.text(name, limit: 60), directory: directory, environment: environment,
            repeatsHistory: repeatsHistory)
        return CommandFollower(command, buffer: buffer, pauses: pauses)
    }
}
