/// What a record is about, in a word.
public enum RecordKind: String, CaseIterable, Sendable {
    case item, decision, service, deployment, trigger, window, run, note, launch, engine

    /// What the journal calls the events of this kind.
    public var eventNames: [String] {
        switch self {
        case .item: ["itemTicked", "itemUnticked", "itemSkipped"]
        case .decision: ["decisionMade"]
        case .service: ["serviceChanged", "versionAnswers"]
        case .deployment: ["deploymentChanged"]
        case .trigger: ["triggerChanged", "triggerAcknowledged", "countdownStarted", "countdownHeld", "metricDeclared"]
        case .window: ["windowOpened", "windowExtended", "windowClosed", "checkpointConfirmed", "checkpointMissed", "outcomeJudged"]
        case .run:
            [
                "rollbackAsked", "rollbackLapsed", "runRequested", "runStarted", "stepStarted", "stepFinished", "linkBroke", "linkMended",
                "runInterrupted",
                "runResumed", "runFinished", "recoveryFailed",
            ]
        case .note: ["noteAdded"]
        case .launch: ["launchBegan", "planAccepted", "launchHeld", "launchReleased", "launchFinished"]
        case .engine: ["engineStarted", "engineStopped", "notificationFailed", "notificationRecovered"]
        }
    }
}

extension LaunchEvent {
    public var kind: RecordKind {
        switch self {
        case .itemTicked, .itemUnticked, .itemSkipped: .item
        case .decisionMade: .decision
        case .serviceChanged, .versionAnswers: .service
        case .deploymentChanged: .deployment
        case .triggerChanged, .triggerAcknowledged, .countdownStarted, .countdownHeld, .metricDeclared: .trigger
        case .windowOpened, .windowExtended, .windowClosed, .checkpointConfirmed, .checkpointMissed, .outcomeJudged: .window
        case .rollbackAsked, .rollbackLapsed, .runRequested, .runStarted, .stepStarted, .stepFinished, .linkBroke, .linkMended,
            .runInterrupted,
            .runResumed, .runFinished, .recoveryFailed:
            .run
        case .noteAdded: .note
        case .launchBegan, .planAccepted, .launchHeld, .launchReleased, .launchFinished: .launch
        case .engineStarted, .engineStopped, .notificationFailed, .notificationRecovered: .engine
        }
    }
}
