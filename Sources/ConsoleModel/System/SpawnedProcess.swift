import CPosix
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A process this one started. Used by one thread at a time; `reapInBackground` gives it away.
public final class SpawnedProcess {
    public enum End: Hashable, Sendable {
        case exit(Int32)
        case signal(Int32)
    }

    public let pid: pid_t
    /// Readable once it has ended; nil where the system has no such thing, and then asking now and then must do.
    public let watch: ProcessWatch?
    private var end: End?

    init(pid: pid_t) {
        self.pid = pid
        watch = ProcessWatch(pid)
    }

    /// How it ended, nil while it lives. Never waits.
    public func poll() -> End? { end ?? reap(WNOHANG) }

    /// Waits until it ends or the time is over, and then says how it ended, or nil.
    public func wait(atMost limit: Duration) -> End? {
        let deadline = SystemClock.now().uptime + limit
        while true {
            if let end = poll() { return end }
            let left = (deadline - SystemClock.now().uptime).milliseconds
            guard left > 0 else { return nil }
            // Without a watch: a look every few milliseconds.
            PollSet.wait([watch?.descriptor].compactMap(\.self), atMost: .milliseconds(watch == nil ? min(left, 5) : left))
        }
    }

    /// Sends a signal to the process and to its group. Nothing happens once it has been waited for.
    public func signalGroup(_ number: Int32) {
        guard end == nil else { return }
        kill(-pid, number)
    }

    private func reap(_ options: Int32) -> End? {
        var status: Int32 = 0
        var result: pid_t
        repeat { result = waitpid(pid, &status, options) } while result < 0 && errno == EINTR
        if result == pid { end = End(waitStatus: status) }
        // Somebody else waited for it: how it ended is gone.
        if result < 0, errno == ECHILD { end = .exit(-1) }
        return end
    }

    /// Leaves the waiting to a thread of its own, so that it does not stay in the list of processes while this one goes on.
    public func reapInBackground() {
        let pid = self.pid
        BackgroundThread.start {
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        }
    }
}

extension SpawnedProcess.End {
    init(waitStatus status: Int32) {
        let number = status & 0x7f
        self = number == 0 ? .exit((status >> 8) & 0xff) : .signal(number)
    }
}
