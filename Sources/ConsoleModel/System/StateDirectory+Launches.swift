#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension StateDirectory {
    /// The numbers of the launches kept here, ascending. Empty where there is none yet.
    public func numbers() throws(StateError) -> [Int] {
        guard try DirectoryLook(path) != nil else { return [] }
        guard access(path, R_OK) == 0 else { throw StateError(SystemError("read", path)) }
        return DirectoryLook.names(in: path).compactMap { name in
            Int(name).flatMap { $0 > 0 && String($0) == name ? $0 : nil }
        }.sorted()
    }

    /// The newest launch, nil before the first.
    public func current() throws(StateError) -> LaunchFolder? { try numbers().last.map { folder($0) } }

    public func folder(_ number: Int) -> LaunchFolder { LaunchFolder(path: "\(path)/\(number)", number: number, modes: modes) }

    /// Begins the launch after the newest one.
    public func beginNext() throws(StateError) -> LaunchFolder { try begin(after: try numbers().last ?? 0) }

    /// The folder of the launch after `previous`, complete with all that is in it, or not there at all. Of two who begin at once both
    /// get the same one.
    public func begin(after previous: Int) throws(StateError) -> LaunchFolder {
        guard isWritable else { throw .notWritable(path) }
        let next = folder(previous + 1)
        if try DirectoryLook(next.path) != nil { return next }
        try DirectoryLook.make(path, modes: modes)
        let draft = LaunchFolder(path: try DirectoryLook.makeUnique("\(path)/.new-", modes: modes), number: next.number, modes: modes)
        defer { draft.discard() }
        try draft.fill()
        // A folder is never empty, so that rename refuses to put one over another.
        if rename(draft.path, next.path) != 0, errno != EEXIST, errno != ENOTEMPTY {
            throw StateError(SystemError("create", next.path))
        }
        sync(path)
        return next
    }

    private func sync(_ path: String) {
        guard let directory = try? Descriptor(opening: path, O_RDONLY | O_DIRECTORY) else { return }
        withExtendedLifetime(directory) { _ = fsync($0.number) }
    }
}
