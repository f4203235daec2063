import LaunchCore

extension StatusDocument {
    /// The run that goes on or is interrupted, whatever it carries out.
    struct RunPart: Encodable {
        var run, work, state: String
        @Null var step: Int?
        var steps: Int
        @Null var pid: Int32?
        var by, reason: String
        @Null var brokenLink: LinkPart?
        @Null var silentRunner: SilencePart?
    }
    /// The host of the step under way does not answer.
    struct LinkPart: Encodable {
        var host, since, reason: String
        /// The step may be going on there.
        var begun: Bool
    }
    /// The runner lives and gives no sign of life.
    struct SilencePart: Encodable {
        var pid: Int32
        var since: String
    }

    /// What a runner could not record yet.
    struct WaitingPart: Encodable { var run, since, reason: String }

    static func waiting(_ snapshot: Snapshot) -> WaitingPart? {
        snapshot.waitingRecords.map { WaitingPart(run: $0.run, since: $0.since.rfc3339, reason: $0.why) }
    }

    static func run(_ snapshot: Snapshot) -> RunPart? {
        snapshot.state.activeRun.map { run in
            let link = run.state == .running ? run.brokenLink : nil
            return RunPart(
                run: run.id, work: work(run.work), state: word(run.state), step: run.current.map { $0 + 1 }, steps: run.steps.count,
                pid: run.state == .running ? run.pid : nil, by: run.requestedBy.name, reason: run.reason,
                brokenLink: link.map { LinkPart(host: $0.host, since: $0.since.rfc3339, reason: $0.reason, begun: $0.begun) },
                silentRunner: snapshot.runnerSilence.map { SilencePart(pid: $0.pid, since: $0.since.rfc3339) })
        }
    }

    private static func work(_ work: RunWork) -> String {
        switch work {
        case .command: "command"
        case .rollback: "rollback"
        case .rehearsal: "rehearsal"
        case .procedure: "procedure"
        }
    }

    static func word(_ state: Run.State) -> String {
        switch state {
        case .requested, .running: "running"
        case .interrupted: "interrupted"
        case .failed, .aborted: "failed"
        case .done: "done"
        }
    }
}
