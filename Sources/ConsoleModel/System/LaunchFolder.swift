#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The numbered folder of one launch, and the names of what is in it.
public struct LaunchFolder: Hashable, Sendable {
    public let path: String
    /// Counts the launches of one launch file from 1.
    public let number: Int
    public let modes: FileModes

    public var journal: String { path + "/journal.sqlite" }
    public var live: String { path + "/live.sqlite" }
    public var engineLock: String { path + "/engine.lock" }
    public var runnerLock: String { path + "/runner.lock" }
    /// Where consoles say who has one open.
    public var presence: String { path + "/presence" }
    public var runs: String { path + "/runs" }

    public func run(_ id: String) -> String { "\(runs)/\(id)" }
    public func runLock(_ id: String) -> String { "\(run(id))/lock" }

    /// What a `FileWatch` watches to learn that another process wrote.
    public var bells: [String] { [journal, live].map(Bell.path(of:)) }

    /// Makes the directory of a run and returns its path. One that is there already is left as it is.
    public func makeRun(_ id: String) throws(StateError) -> String {
        guard Self.isSafeName(id) else { throw .badName(id) }
        try DirectoryLook.make(run(id), modes: modes)
        return run(id)
    }

    /// Whether it can be a file name that neither leaves its directory nor hides.
    static func isSafeName(_ name: String) -> Bool {
        guard let first = name.utf8.first, first != UInt8(ascii: "."), name.utf8.count <= 128 else { return false }
        return name.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || "._-".unicodeScalars.contains($0)
        }
    }

    /// Makes what is in every folder, in one that is there and empty.
    func fill() throws(StateError) {
        for directory in [runs, presence] { try DirectoryLook.make(directory, modes: modes) }
        for bell in bells {
            do { _ = try Descriptor(opening: bell, O_WRONLY | O_CREAT, mode: modes.file) } catch { throw StateError(error) }
        }
    }

    /// Removes a folder that holds no more than `fill` made.
    func discard() {
        for bell in bells { unlink(bell) }
        for directory in [runs, presence, path] { rmdir(directory) }
    }
}
