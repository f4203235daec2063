extension LaunchState {
    /// Takes one record into the state. Records must come in order of `seq`; each changes only what its case says, so that every
    /// reader of the same records has the same state.
    public mutating func evolve(_ record: Record) {
        seq = record.seq
        lastHash = record.hash
        lastAt = record.at
        if startedAt == nil, record.event.startsTheClock(by: record.by) { startedAt = record.at }
        switch record.event {
        case .launchBegan(let name, _, _, _, let digest):
            self.name = name
            beganAt = record.at
            acceptedDigest = digest
        case .planAccepted(let digest, _): acceptedDigest = digest
        case .launchHeld(let reason): held = Statement(text: reason, by: record.by, at: record.at)
        case .launchReleased(let reason):
            held = nil
            released = Statement(text: reason, by: record.by, at: record.at)
        case .launchFinished(let reason): finished = Statement(text: reason, by: record.by, at: record.at)
        case .noteAdded(let text): notes.append(Statement(text: text, by: record.by, at: record.at))
        case .engineStarted(let pid, let host): engine = EngineRecord(pid: pid, host: host, startedAt: record.at)
        case .engineStopped(let reason): engine?.stopped = Statement(text: reason, by: record.by, at: record.at)
        case .outcomeJudged(let outcome): outcomes.append(outcome)
        case .notificationFailed(let name, let reason):
            failedNotifications[name] = Statement(text: reason, by: record.by, at: record.at)
        case .notificationRecovered(let name): failedNotifications[name] = nil
        case .serviceChanged(let service, let state, let reason):
            services[service] = ServiceStatus(state: state, reason: reason, since: record.at)
        case .deploymentChanged(let deployment, let status, let version, let reason):
            deployments[deployment] = DeploymentStatus(status: status, version: version, reason: reason, since: record.at)
            if let version { see(version, of: .deployment(deployment), at: record.at) }
        case .versionAnswers(let service, let version): see(version, of: .service(service), at: record.at)
        case .metricDeclared(let metric, let reason):
            declared[metric] = Statement(text: reason ?? "", by: record.by, at: record.at)
        case .itemTicked, .itemUnticked, .itemSkipped, .decisionMade: evolveChecklist(record)
        case .triggerChanged, .triggerAcknowledged, .countdownStarted, .countdownHeld: evolveTrigger(record)
        case .windowOpened, .windowExtended, .windowClosed, .checkpointConfirmed, .checkpointMissed: evolveWindow(record)
        case .rollbackAsked(let reason, let trigger, let length, let blanks):
            asked = RollbackRequest(
                reason: reason, trigger: trigger, blanks: blanks ?? [:], by: record.by, at: record.at, length: .milliseconds(length))
        case .rollbackLapsed: asked = nil
        case .runRequested, .runStarted, .stepStarted, .stepFinished, .linkBroke, .linkMended, .runInterrupted, .runResumed, .runFinished,
            .recoveryFailed:
            evolveRun(record)
        }
    }

    private mutating func see(_ version: String, of source: VersionSource, at moment: Moment) {
        guard versions[source]?.last?.version != version else { return }
        versions[source, default: []].append(VersionSeen(version: version, at: moment))
        if versions[source, default: []].count > Self.mostVersions { versions[source]?.removeFirst() }
    }

    private static let mostVersions = 50

    private mutating func evolveChecklist(_ record: Record) {
        switch record.event {
        case .itemTicked(let item, _, let evidence):
            items[item] = ItemProgress(state: .done, by: record.by, at: record.at, evidence: evidence)
        case .itemUnticked(let item, let reason):
            items[item] = ItemProgress(state: .open, by: record.by, at: record.at, evidence: reason)
        case .itemSkipped(let item, let reason):
            items[item] = ItemProgress(state: .skipped, by: record.by, at: record.at, evidence: reason)
        case .decisionMade(let decision, let go, let reason):
            // One vote an operator: a second one replaces the first.
            var votes = decisions[decision, default: []]
            votes.removeAll { $0.by.name == record.by.name }
            votes.append(Vote(by: record.by, go: go, reason: reason, at: record.at))
            decisions[decision] = votes
        default: break
        }
    }

    private mutating func evolveTrigger(_ record: Record) {
        switch record.event {
        case .triggerChanged(let trigger, let state, let evidence):
            var status = triggers[trigger] ?? TriggerStatus(state: .unknown, since: record.at)
            if state == .pending { status.breachedAt = record.at }
            if state == .firing, status.state != .firing {
                if status.state != .pending { status.breachedAt = evidence.map(\.at).min() }
                status.breachedAt = min(status.breachedAt ?? record.at, record.at)
                status.episode += 1
                status.acknowledged = nil
                status.countdown = nil
            }
            if state != .firing {
                if status.state == .firing {
                    status.firedUntil = record.at
                    resolve(trigger, at: record.at)
                }
                status.countdown = nil
            }
            status.state = state
            status.since = record.at
            status.evidence = evidence
            triggers[trigger] = status
        case .triggerAcknowledged(let trigger, let reason):
            triggers[trigger, default: TriggerStatus(state: .unknown, since: record.at)].acknowledged =
                Statement(text: reason, by: record.by, at: record.at)
        case .countdownStarted(let trigger, let length):
            triggers[trigger]?.countdown = Countdown(startedAt: record.at, length: .milliseconds(length))
        case .countdownHeld(let trigger, let reason):
            triggers[trigger]?.countdown?.held = Statement(text: reason, by: record.by, at: record.at)
        default: break
        }
    }

    private mutating func evolveWindow(_ record: Record) {
        switch record.event {
        case .windowOpened(let window, let length):
            windows[window] = WindowStatus(openedAt: record.at, length: .milliseconds(length))
        case .windowExtended(let window, let by, _):
            windows[window]?.length += .milliseconds(by)
        case .windowClosed(let window, let verdict, let seen, let expected, let reason):
            windows[window]?.state = verdict
            windows[window]?.closedAt = record.at
            windows[window]?.seen = seen
            windows[window]?.expected = expected
            windows[window]?.reason = reason
        case .checkpointConfirmed(let window, let index, _): windows[window]?.checkpoints[index] = true
        case .checkpointMissed(let window, let index): windows[window]?.checkpoints[index] = false
        default: break
        }
    }
}

extension LaunchEvent {
    /// T0 is when people began to work or to watch: looking at the console, or an engine starting, is not yet that.
    func startsTheClock(by actor: Actor) -> Bool {
        switch self {
        case .itemTicked, .itemSkipped, .decisionMade, .runRequested, .windowOpened: true
        default: false
        }
    }
}
