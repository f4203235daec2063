import LaunchCore

/// A record in words, with the names of the plan instead of ids.
struct RecordText {
    let plan: Plan
    let state: LaunchState

    func sign(_ event: LaunchEvent) -> Sign {
        switch event {
        case .itemTicked: Sign("✔", "ticked", .done)
        case .itemUnticked: Sign("○", "opened", .text)
        case .itemSkipped: Sign("-", "skipped", .muted)
        case .decisionMade(_, let go, _): DecisionRow.sign(go)
        case .serviceChanged(_, let state, _): state.sign
        case .deploymentChanged(_, let status, _, _): DeploymentView.sign(for: status)
        case .triggerChanged(_, let state, _): state.sign
        case .countdownStarted, .metricDeclared: Sign("▲", "", .bad)
        case .countdownHeld, .launchHeld: Sign("■", "held", .warning)
        case .windowClosed(_, let verdict, _, _, _): verdict.sign
        case .checkpointMissed: Sign("✖", "missed", .bad)
        case .checkpointConfirmed: Sign("●", "confirmed", .good)
        case .stepFinished(_, _, _, let outcome, _, _, _):
            outcome.succeeded ? Sign("✔", "", .good) : Sign("✖", "", .bad)
        case .linkBroke: Sign("▲", "link broke", .warning)
        case .linkMended: Sign("●", "link mended", .good)
        case .notificationFailed: Sign("✖", "not told", .bad)
        case .runInterrupted: Run.State.interrupted.sign
        case .runFinished(_, let outcome, _): outcome == .done ? Run.State.done.sign : Run.State.failed.sign
        case .recoveryFailed: Run.State.failed.sign
        case .rollbackAsked, .runRequested, .runStarted, .stepStarted, .runResumed: Run.State.running.sign
        case .rollbackLapsed: Sign("○", "lapsed", .warning)
        case .noteAdded: Sign("»", "note", .info)
        case .engineStopped: Sign("○", "stopped", .warning)
        default: Sign("·", "", .info)
        }
    }

    func phrase(_ record: Record) -> String { RecordPhrase(plan: plan, state: state).text(record) }

    /// With the operator who did it in front.
    func sentence(_ record: Record) -> String { RecordPhrase(plan: plan, state: state).sentence(record) }
}
