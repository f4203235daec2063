import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where one run keeps its files: `runs/RUN/` in the launch's folder. Steps are numbered from 1 there, as on the screen.
public struct RunFiles: Hashable, Sendable {
    public let path: String
    public let modes: FileModes

    public init(_ folder: LaunchFolder, run: String) {
        path = folder.run(run)
        modes = folder.modes
    }

    /// Held by the run's runner while it lives.
    public var lock: String { path + "/lock" }
    /// What the runner itself had to say.
    public var runnerLog: String { path + "/runner.log" }
    /// Records that could not be appended to the journal yet.
    var pending: String { path + "/pending.jsonl" }
    var reserve: String { path + "/reserve" }
    var supervisor: String { path + "/supervise" }

    /// The output of a step, all its attempts, as it comes.
    ///
    /// - Parameter step: counted from 0, as in records.
    public func log(step: Int) -> String { "\(path)/\(step + 1).log" }

    func attempt(step: Int, _ attempt: Int) -> AttemptFiles {
        AttemptFiles(path: "\(path)/\(step + 1).\(attempt)", output: log(step: step), modes: modes)
    }

    /// A name for this run that no other run of anybody has: what it is called on other hosts.
    public var worldName: String { SmallFile.read(path + "/name").map { String($0.prefix { $0 != "\n" }) } ?? "" }

    /// Writes what every step needs while there is room on the disk.
    func prepare() throws(SystemError) {
        if worldName.isEmpty {
            let token = String(UInt64.random(in: .min ... .max), radix: 36)
            let run = path.split(separator: "/").last ?? "run"
            try SmallFile.write("\(run)-\(token)\n", to: path + "/name", mode: modes.file)
        }
        try SmallFile.write(SupervisorScript.text, to: supervisor, mode: modes.file)
    }
}
