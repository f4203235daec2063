import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The whole of a runner process: what `opsconsole runner` does.
public enum RunnerMain {
    /// How the process ends.
    public enum Status: Int32, Sendable {
        case done = 0
        case failed = 1
        /// It could not take up its run.
        case refused = 2
        case interrupted = 3
        case aborted = 4
    }

    /// Carries out a run that was requested, or that an operator decided about after it was interrupted. Returns when it is over or
    /// waits for a decision; nothing but SIGKILL ends it before.
    ///
    /// - Parameter readiness: told as soon as the run is taken up; nil where nobody waits for that.
    public static func run(_ run: String, setting: RunnerSetting, journal: any RunJournal, readiness: Readiness?) -> Int32 {
        ignoreSignals()
        do throws(RunnerError) {
            let runner = try Runner(run: run, setting: setting, journal: journal)
            try runner.takeUp()
            readiness?.ready()
            let end = try carryOut(runner)
            runner.takeLeave()
            return status(of: end).rawValue
        } catch {
            readiness?.failed(error.description)
            complain(error.description)
            return Status.refused.rawValue
        }
    }

    /// Holds the turn no longer than the run takes.
    private static func carryOut(_ runner: Runner) throws(RunnerError) -> RunEnd {
        let turn = try runner.waitForTurn()
        return withExtendedLifetime(turn) { runner.carryOut() }
    }

    private static func status(of end: RunEnd) -> Status {
        switch end {
        case .finished(.done): .done
        case .finished(.failed): .failed
        case .finished(.aborted): .aborted
        case .interrupted: .interrupted
        }
    }

    /// A rollback is not stopped by a hangup, a key or a stray TERM: it is aborted through the journal, by somebody, with a record.
    private static func ignoreSignals() {
        for number in [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1, SIGUSR2] { signal(number, SIG_IGN) }
    }

    private static func complain(_ words: String) {
        let bytes = Array((Printable.text(words) + "\n").utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}
