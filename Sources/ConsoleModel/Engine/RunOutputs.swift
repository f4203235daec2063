import LaunchCore

/// Follows the output files of the steps under way, and of those shown last, among the logs of a console.
public final class RunOutputs {
    private let folder: LaunchFolder
    private let logs: LogStore
    private let names: Set<String>
    /// Keys of the outputs followed, oldest first.
    private var followed: [String] = []

    /// How many outputs are followed at once: the steps of the newest run, within reason.
    static let limit = 12
    /// How many of the newest lines a screen is given.
    static let lines = 400

    public init(folder: LaunchFolder, logs: LogStore, logNames: [String]) {
        self.folder = folder
        self.logs = logs
        names = Set(logNames)
    }

    /// Begins to follow what has begun since the last call.
    public func follow(_ state: LaunchState) {
        guard let run = state.runs.last else { return }
        let files = RunFiles(folder, run: run.id)
        for (index, step) in run.steps.enumerated() where step.startedAt != nil {
            let key = Self.key(run: run.id, step: index)
            guard !followed.contains(key) else { continue }
            let location = SourceLocation(file: files.path, line: 1)
            logs.add(LogSource(name: key, origin: .file(files.log(step: index)), location: location), from: .beginning)
            followed.append(key)
            if followed.count > Self.limit { logs.remove(followed.removeFirst()) }
        }
    }

    /// As snapshots name the output of a step: `RUN/2` is that of its third.
    static func key(run: String, step: Int) -> String { "\(run)/\(step)" }

    public func runTails() -> [String: LogTail] {
        var tails: [String: LogTail] = [:]
        for key in followed {
            tails[key] = logs.tail(key, lines: Self.lines)
            // That its file came into being is no output.
            if let first = tails[key]?.lines.first, first.isMarker, first.text.hasSuffix(" appeared") { tails[key]?.lines.removeFirst() }
        }
        return tails
    }

    /// The launch's own logs, without the outputs of runs.
    ///
    /// - Parameter wanted: how many of the newest lines are wanted, by log.
    public func logTails(_ wanted: [String: Int]) -> [LogTail] {
        logs.tails(visible: wanted).filter { names.contains($0.name) }
    }
}
