import ConsoleModel
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The pipeline of the demo: says when it will deploy, and does so if no operator has run a deployment before.
struct DemoPipeline {
    let directory: DemoDirectory
    /// On the uptime clock; nil waits for an operator.
    let dueAt: Duration?

    private var child: SpawnedProcess?
    private var reportedAt: Duration?

    static let deployed = "1.5.0"

    init(directory: DemoDirectory, dueAt: Duration?) {
        self.directory = directory
        self.dueAt = dueAt
    }

    mutating func step(_ now: Duration, wall: Moment) {
        if child?.poll() != nil { child = nil }
        guard access(directory.history, F_OK) != 0, child == nil else { return }
        if let dueAt, now >= dueAt {
            child = try? Spawn(directory.path + "/bin/deploy", [Self.deployed]).start()
        } else if reportedAt.map({ now - $0 > .seconds(30) }) ?? true {
            report(wall: wall, left: dueAt.map { $0 - now })
            reportedAt = now
        }
    }

    private func report(wall: Moment, left: Duration?) {
        let plan = left.map { "by the pipeline at \(DemoTime.local(wall + $0)), or by ./bin/deploy before" } ?? "waits for ./bin/deploy"
        let text = """
            {"status": "scheduled", "version": "\(Self.deployed)", "progress": 0, "updated_at": "\(DemoTime.stamp(wall))", "message": "\(plan)"}

            """
        try? directory.put(text, into: directory.report)
    }
}
