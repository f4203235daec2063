import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Which launches this operator opened lately: `opsconsole/recent` in `XDG_STATE_HOME`, readable by nobody else. It is a convenience:
/// losing it loses nothing.
public struct RecentLaunches: Sendable {
    public struct Entry: Hashable, Sendable {
        public var path: String
        public var name: String
        public var openedAt: Moment

        public init(path: String, name: String, openedAt: Moment) {
            self.path = path
            self.name = name
            self.openedAt = openedAt
        }
    }

    public let file: String

    static let limit = 20
    private static let size = 64 << 10

    /// Nil where there is no home to keep it in.
    ///
    /// - Parameter environment: `XDG_STATE_HOME` and `HOME` are read.
    public init?(environment: [String: String]) {
        guard let root = try? StateDirectory.homeRoot(environment) else { return nil }
        file = root + "/recent"
    }

    /// The newest first; what is not there any more is left out.
    public func read() -> [Entry] { all().filter { access($0.path, F_OK) == 0 } }

    /// Puts a launch first, and forgets those whose files are gone. Written whole or not at all.
    public func note(_ entry: Entry) throws(SystemError) {
        var entry = entry
        if let resolved = realpath(entry.path, nil) {
            entry.path = String(cString: resolved)
            free(resolved)
        }
        // A path with a line break could be mistaken for two.
        guard entry.path.hasPrefix("/"), !entry.path.contains(where: { $0.isNewline || $0 == "\t" }) else { return }
        let entries = [entry] + read().filter { $0.path != entry.path }
        let lines = entries.prefix(Self.limit).map { "\($0.openedAt.milliseconds)\t\($0.path)\t\(Printable.text($0.name, limit: 100))\n" }
        Self.makeDirectory(file.parentPath)
        let draft = "\(file).\(getpid())"
        defer { unlink(draft) }
        let descriptor = try Descriptor(opening: draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW)
        guard WholeWrite.write(Array(lines.joined().utf8), to: descriptor.number) else { throw SystemError("write", draft) }
        guard rename(draft, file) == 0 else { throw SystemError("write", file) }
    }

    /// The same on a thread of its own a second from now, when the first picture has long been drawn. That it cannot be written is no
    /// reason to bother anybody.
    public func noteLater(_ entry: Entry) {
        try? startThread {
            sleep(1)
            try? note(entry)
        }
    }

    private func all() -> [Entry] {
        guard let descriptor = try? Descriptor(opening: file, O_RDONLY | O_NONBLOCK) else { return [] }
        let text = String(decoding: descriptor.contents(limit: Self.size), as: UTF8.self)
        return text.split(separator: "\n").prefix(Self.limit).compactMap { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 3, let at = Int64(fields[0]), fields[1].hasPrefix("/") else { return nil }
            return Entry(path: String(fields[1]), name: String(fields[2]), openedAt: Moment(milliseconds: at))
        }
    }

    private static func makeDirectory(_ path: String) {
        guard access(path, F_OK) != 0, path.count > 1 else { return }
        makeDirectory(path.parentPath)
        mkdir(path, 0o700)
    }
}
