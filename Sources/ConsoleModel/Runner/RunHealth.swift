import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whether the runner of a run is alive: its lock says so, which the kernel releases when it dies.
public enum RunHealth: Hashable, Sendable {
    /// `heartbeat` is the age of its newest sign of life; one comes every second.
    case alive(pid: Int32?, heartbeat: Duration)
    case dead

    /// The runner that holds the launch and was not heard of for longer than it ever takes.
    public static func silence(in state: LaunchState, folder: LaunchFolder, at now: Moment) -> RunnerSilence? {
        guard let run = state.activeRun, run.state == .running, case .alive(let pid, let age)? = try? probe(folder, run: run.id, at: now),
            age >= RunnerSilence.patience, let pid = pid ?? run.pid
        else { return nil }
        return RunnerSilence(pid: pid, since: now - age)
    }

    /// Cheap: one file is opened. Disturbs nobody.
    public static func probe(_ folder: LaunchFolder, run: String, at now: Moment) throws(SystemError) -> RunHealth {
        let path = folder.runLock(run)
        guard case .held(let holder) = try Lease.status(of: path) else { return .dead }
        var status = stat()
        guard stat(path, &status) == 0 else { return .alive(pid: holder?.pid, heartbeat: .zero) }
        #if os(Linux)
            let changed = status.st_mtim
        #else
            let changed = status.st_mtimespec
        #endif
        let beat = Moment(milliseconds: Int64(changed.tv_sec) * 1000 + Int64(changed.tv_nsec) / 1_000_000)
        return .alive(pid: holder?.pid, heartbeat: max(.zero, now - beat))
    }
}
