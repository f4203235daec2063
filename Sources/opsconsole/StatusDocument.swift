import LaunchCore

/// What `status --json` prints; documented in docs/status-json.md. Keys are stable; absolute times are RFC 3339 in UTC, lengths seconds.
struct StatusDocument: Encodable {
    struct Launch: Encodable { var name, id: String }
    struct VerdictPart: Encodable {
        var word, reason: String
        @Null var ageS: Double?
    }
    struct EnginePart: Encodable {
        var alive: Bool
        @Null var pid: Int32?
        @Null var since: String?
    }
    struct PhasePart: Encodable {
        var id, title: String
        var done, skipped, total: Int
        @Null var decision: String?
    }
    struct ItemPart: Encodable {
        var id, phase, text, state: String
        @Null var by: String?
        @Null var at: String?
        @Null var evidence: String?
    }
    struct ServicePart: Encodable {
        var name, state: String
        @Null var reason: String?
        @Null var ageS: Double?
        @Null var latencyMs: Int64?
        @Null var version: String?
    }
    struct DeploymentPart: Encodable {
        var name, status: String
        @Null var version: String?
        @Null var progress: Double?
        @Null var ageS: Double?
        var stale: Bool
    }
    struct TriggerPart: Encodable {
        var text: String
        @Null var metric: String?
        @Null var value: Double?
        @Null var threshold: String?
        var state: String
        @Null var sinceS: Double?
        @Null var firesInS: Double?
        var acknowledged: Bool
        var action: String
        @Null var rollsBackInS: Double?
        @Null var heldBy: String?
    }
    struct WindowPart: Encodable {
        var name, state: String
        @Null var remainingS: Double?
        @Null var nextCheckpointS: Double?
        @Null var coverage: Double?
    }
    struct JudgementPart: Encodable {
        var text: String
        @Null var met: Bool?
        @Null var value: String?
        @Null var reason: String?

        init(_ judgement: Judgement) {
            text = judgement.text
            met = judgement.met
            value = judgement.value?.text
            reason = judgement.reason
        }
    }
    struct RollbackPart: Encodable {
        var run, state: String
        @Null var step: Int?
        var steps: Int
        @Null var pid: Int32?
        var by, reason: String
        @Null var confirmedBy: String?
    }
    /// A named procedure with its newest run.
    struct ProcedurePart: Encodable {
        var name, title: String
        @Null var run: String?
        @Null var state: String?
        @Null var step: Int?
        var steps: Int
        @Null var by: String?
        @Null var reason: String?
    }
    /// A rollback that waits for a second operator.
    struct AskedPart: Encodable {
        var by, reason: String
        var lapsesInS: Double
    }
    struct RehearsalPart: Encodable {
        var at, by, state: String
        /// The procedure is still the one that was rehearsed.
        var current: Bool
    }

    var launch: Launch
    var verdict: VerdictPart
    @Null var tPlusS: Double?
    var engine: EnginePart
    var operators: [String]
    var phases: [PhasePart]
    var items: [ItemPart]
    var services: [ServicePart]
    var deployments: [DeploymentPart]
    var triggers: [TriggerPart]
    var windows: [WindowPart]
    var criteria: [JudgementPart]
    var goals: [JudgementPart]
    @Null var run: RunPart?
    @Null var recordWaits: WaitingPart?
    @Null var rollback: RollbackPart?
    @Null var rollbackAsked: AskedPart?
    @Null var rehearsal: RehearsalPart?
    var procedures: [ProcedurePart]
    var seq: Int64
}

/// An optional that is written as null instead of being left out: readers of the JSON need not guess.
@propertyWrapper struct Null<Value: Encodable>: Encodable {
    var wrappedValue: Value?

    init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

    func encode(to encoder: Encoder) throws {
        var container = encoder.singleValueContainer()
        if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
    }
}

extension StatusDocument {
    init(_ snapshot: Snapshot) {
        let (plan, state, now) = (snapshot.plan, snapshot.state, snapshot.now)
        launch = Launch(name: plan.name, id: plan.id)
        verdict = VerdictPart(
            word: snapshot.verdict.word.rawValue, reason: snapshot.verdict.reason, ageS: snapshot.verdict.oldestInput?.seconds)
        tPlusS = state.startedAt.map { (now.wall - $0).seconds }
        engine = EnginePart(
            alive: snapshot.engine.alive, pid: snapshot.engine.alive ? snapshot.engine.pid : nil,
            since: snapshot.engine.alive ? snapshot.engine.since?.rfc3339 : nil)
        operators = snapshot.operators
        phases = plan.phases.map { Self.phase($0, state) }
        items = plan.phases.flatMap { phase in phase.allItems.map { Self.item($0, phase, state) } }
        services = plan.services.map { Self.service($0, snapshot) }
        deployments = plan.deployments.map { Self.deployment($0, snapshot) }
        triggers = plan.triggers.map { Self.trigger($0, snapshot) }
        windows = plan.windows.map { Self.window($0, snapshot) }
        criteria = plan.criteriaJudged(state, snapshot.live, now).map(JudgementPart.init)
        goals = plan.goalsJudged(state, snapshot.live, now).map(JudgementPart.init)
        run = Self.run(snapshot)
        recordWaits = Self.waiting(snapshot)
        rollback = state.rollback.map { run in
            RollbackPart(
                run: run.id, state: Self.word(run.state), step: run.current.map { $0 + 1 }, steps: run.steps.count,
                pid: run.state == .running ? run.pid : nil, by: run.requestedBy.name, reason: run.reason,
                confirmedBy: run.confirmedBy?.name)
        }
        rollbackAsked = state.request(at: now.wall).map { asked in
            AskedPart(by: asked.by.name, reason: asked.reason, lapsesInS: (asked.deadline - now.wall).seconds)
        }
        rehearsal = plan.rollback.flatMap { state.rehearsal(of: $0) }.map { rehearsal in
            RehearsalPart(at: rehearsal.at.rfc3339, by: rehearsal.by.name, state: Self.word(rehearsal.state), current: rehearsal.isCurrent)
        }
        procedures = plan.procedures.map { Self.procedure($0, state) }
        seq = state.seq
    }

    private static func procedure(_ procedure: Procedure, _ state: LaunchState) -> ProcedurePart {
        let run = state.newestRun(of: procedure)
        return ProcedurePart(
            name: procedure.id, title: procedure.title, run: run?.id, state: run.map { word($0.state) }, step: run?.current.map { $0 + 1 },
            steps: procedure.steps.count, by: run?.requestedBy.name, reason: run?.reason)
    }

    private static func phase(_ phase: Phase, _ state: LaunchState) -> PhasePart {
        let progress = phase.allItems.map { state.progress(of: $0) }
        let answers = phase.decisions.map { state.answer(to: $0) }
        let decision = answers.isEmpty ? nil : answers.contains(false) ? "no-go" : answers.contains(nil) ? "open" : "go"
        return PhasePart(
            id: phase.id, title: phase.title, done: progress.count { $0 == .done }, skipped: progress.count { $0 == .skipped },
            total: progress.count, decision: decision)
    }

    private static func item(_ item: Item, _ phase: Phase, _ state: LaunchState) -> ItemPart {
        let record = state.items[item.id]
        return ItemPart(
            id: item.id, phase: phase.id, text: item.text, state: state.progress(of: item).rawValue, by: record?.by.name,
            at: record?.at.rfc3339, evidence: record?.evidence)
    }

    private static func service(_ service: Service, _ snapshot: Snapshot) -> ServicePart {
        let reading = snapshot.live.services[service.name]
        let shown = ServiceState.shown(snapshot.state.services[service.name], reading, snapshot.now)
        return ServicePart(
            name: service.name, state: shown.state.rawValue, reason: shown.reason.isEmpty ? nil : shown.reason,
            ageS: reading.map { (snapshot.now.wall - $0.at).seconds }, latencyMs: reading?.latency, version: reading?.version)
    }

    private static func deployment(_ deployment: Deployment, _ snapshot: Snapshot) -> DeploymentPart {
        let reading = snapshot.live.deployments[deployment.name]
        let status = snapshot.state.deployments[deployment.name]
        let updated = reading.map { $0.updated ?? $0.at }
        return DeploymentPart(
            name: deployment.name, status: status?.status ?? "unknown", version: reading?.version ?? status?.version,
            progress: reading?.progress, ageS: updated.map { (snapshot.now.wall - $0).seconds }, stale: status?.status == "stale")
    }

    private static func trigger(_ trigger: Trigger, _ snapshot: Snapshot) -> TriggerPart {
        let status = snapshot.state.triggers[trigger.id]
        let reading = snapshot.live.triggers[trigger.id]
        let state: TriggerState = trigger.condition == nil ? .unwatched : status?.state ?? .unknown
        let countdown = snapshot.state.countdown(of: trigger.id)
        let left = countdown.map { max(0, ($0.deadline - snapshot.now.wall).seconds) }
        return TriggerPart(
            text: trigger.text, metric: trigger.condition?.metric, value: reading?.value?.double,
            threshold: trigger.condition.map { "\($0.comparison.rawValue) \($0.threshold.text)" }, state: state.rawValue,
            sinceS: status.map { (snapshot.now.wall - $0.since).seconds }, firesInS: reading?.firesIn(at: snapshot.now.wall)?.seconds,
            acknowledged: status?.acknowledged != nil, action: trigger.action.rawValue, rollsBackInS: countdown?.held == nil ? left : nil,
            heldBy: countdown?.held?.by.name)
    }

    private static func window(_ window: Window, _ snapshot: Snapshot) -> WindowPart {
        guard let status = snapshot.state.windows[window.id] else {
            return WindowPart(
                name: window.name, state: WindowState.scheduled.rawValue, remainingS: nil, nextCheckpointS: nil, coverage: nil)
        }
        let reading = snapshot.live.windows[window.id]
        let (seen, expected) = status.state == .open ? (reading?.seen ?? 0, reading?.expected ?? 0) : (status.seen, status.expected)
        let open = status.state == .open
        let next = window.every.flatMap { status.nextCheckpoint(every: $0, snapshot.now.wall) }
        return WindowPart(
            name: window.name, state: status.state.rawValue, remainingS: open ? max(0, (status.endsAt - snapshot.now.wall).seconds) : nil,
            nextCheckpointS: open ? next?.seconds : nil,
            coverage: expected > 0 ? min(1, Double(seen) / Double(expected)) : nil)
    }
}
