/// What somebody can ask to be told of: the words of `events:` in the launch file.
public enum NoticeKind: String, CaseIterable, Codable, Sendable {
    case firing, resolved, rollback, decision, window, service, deployment, item, hold, finish

    /// The kind of what happened; nil for what nobody is told of.
    ///
    /// - Parameter state: as it is with the record taken in: it knows which run is a rollback.
    public init?(_ event: LaunchEvent, in state: LaunchState) {
        switch event {
        case .triggerChanged(_, .firing, _): self = .firing
        case .triggerChanged(_, .resolved, _): self = .resolved
        case .countdownStarted, .rollbackAsked, .rollbackLapsed, .runRequested(_, .rollback, _, _, _), .recoveryFailed: self = .rollback
        case .stepStarted(let run, let step, _):
            // One that a person is to carry out waits, maybe with nobody before a screen.
            guard let run = state.run(run), run.work.isRollback, run.steps.indices.contains(step), run.steps[step].step.kind == .manual
            else { return nil }
            self = .rollback
        case .runInterrupted(let run, _, _), .runFinished(let run, _, _), .linkBroke(let run, _, _, _, _), .linkMended(let run, _, _):
            guard state.run(run)?.work.isRollback == true else { return nil }
            self = .rollback
        case .decisionMade: self = .decision
        case .windowOpened, .windowExtended, .windowClosed, .checkpointMissed: self = .window
        case .serviceChanged: self = .service
        case .deploymentChanged: self = .deployment
        case .itemTicked, .itemUnticked, .itemSkipped: self = .item
        case .launchHeld, .launchReleased, .countdownHeld, .triggerAcknowledged: self = .hold
        case .launchFinished: self = .finish
        default: return nil
        }
    }
}
