extension LaunchFolder {
    /// The folder of a launch that has begun, by its path.
    ///
    /// - Throws: `StateError` where there is none, or none to be trusted.
    public init(at path: String) throws(StateError) {
        guard let look = try DirectoryLook(path) else { throw .notADirectory(path) }
        let number = path.split(separator: "/").last.flatMap { Int($0) } ?? 0
        self.init(path: path, number: number, modes: FileModes(inside: look.permissions))
    }
}
