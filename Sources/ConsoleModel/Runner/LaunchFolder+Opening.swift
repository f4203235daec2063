extension LaunchFolder {
    /// The folder of a launch by its path, as one process hands it to another.
    public init(opening path: String) throws(StateError) {
        guard let look = try DirectoryLook(path), let name = path.split(separator: "/").last else { throw .notADirectory(path) }
        self.init(path: path, number: Int(name) ?? 0, modes: FileModes(inside: look.permissions))
    }
}
