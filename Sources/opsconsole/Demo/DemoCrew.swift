import ConsoleModel
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The processes that work on the demo's launch by themselves: its engine, its runner.
struct DemoCrew {
    private let folder: LaunchFolder?

    /// The id the demo's launch file gives.
    static let launchID = "checkout"

    init(launchFile: String) {
        let directory = try? StateDirectory(launchFile: launchFile, id: Self.launchID, environment: ProcessFacts.environment())
        folder = try? directory?.current()
    }

    /// A runner is at work.
    var isRunning: Bool { folder.map { Self.holder(of: $0.runnerLock) != nil } ?? false }

    /// Ends the engine, if there is one, and waits for it.
    func endEngine(within limit: Duration) {
        guard let folder, let pid = Self.holder(of: folder.engineLock), pid > 1 else { return }
        kill(pid, SIGTERM)
        let deadline = SystemClock.now().uptime + limit
        while Self.holder(of: folder.engineLock) == pid, SystemClock.now().uptime < deadline { usleep(10_000) }
    }

    private static func holder(of lock: String) -> Int32? {
        guard case .held(let holder?) = try? Lease.status(of: lock) else { return nil }
        return holder.pid
    }
}
