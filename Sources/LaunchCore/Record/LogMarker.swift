/// What of the record is shown among the lines of the logs, so that cause and effect stand side by side.
public enum LogMarker {
    /// Nil for what would only be noise there.
    public static func text(_ record: Record, plan: Plan) -> String? {
        isShown(record.event) ? RecordPhrase(plan: plan).text(record.event) : nil
    }

    private static func isShown(_ event: LaunchEvent) -> Bool {
        switch event {
        case .itemTicked, .itemSkipped, .decisionMade, .serviceChanged, .deploymentChanged, .versionAnswers, .windowOpened, .windowClosed,
            .rollbackAsked, .rollbackLapsed, .runRequested, .stepStarted, .stepFinished, .runInterrupted, .runFinished, .launchHeld,
            .launchReleased,
            .notificationFailed:
            true
        case .triggerChanged(_, let state, _): state == .pending || state == .firing || state == .resolved
        default: false
        }
    }
}
