import LaunchCore

/// What happened in a launch, read from its records alone: who did what, when, and on what evidence. A value; printed as Markdown, HTML or
/// JSON. Texts are printable and without the plan's secrets.
public struct Report: Sendable {
    public var name: String
    public var id: String
    public var fromVersion: String?
    public var toVersion: String?
    /// How it ended; nil while it is under way.
    public var outcome: Verdict?
    public var beganAt: Moment?
    /// T0.
    public var startedAt: Moment?
    /// When it was finished or rolled back; else of the newest record.
    public var endedAt: Moment?
    public var incidents: [Incident]
    public var rollbacks: [RunReport]
    public var runs: [RunReport]
    public var phases: [PhaseReport]
    public var windows: [WindowReport]
    public var criteria: [CriterionReport]
    public var goals: [CriterionReport]
    public var people: [PersonReport]
    public var timeline: [Entry]
    /// The number of records and the hash of the newest: what the journal must still show for this report to be about it.
    public var records: Int64
    public var head: String
    /// What `Journal.verify` found.
    public var check: JournalCheck?

    /// One line of the timeline.
    public struct Entry: Hashable, Sendable {
        public var seq: Int64
        public var at: Moment
        /// Since T0; negative before it.
        public var sinceStart: Duration?
        public var who: String
        public var what: String
    }

    /// - Parameters:
    ///   - plan: for the texts behind the ids; what is in it no longer shows by its id.
    ///   - records: all of them, as `Journal.records` returns them.
    ///   - place: where its commands ran.
    ///   - now: how long a trigger has been firing since the rollback counts until then; nil: until the newest record.
    public init(plan: Plan, records: [Record], check: JournalCheck? = nil, place: CommandPlace = CommandPlace(), now: Moment? = nil) {
        let text = ReportText(plan: plan)
        var state = LaunchState()
        var tracker = IncidentTracker(text: text)
        for record in records {
            tracker.take(record, before: state)
            state.evolve(record)
        }
        name = text.clean(state.name ?? plan.name)
        id = text.clean(plan.id)
        fromVersion = plan.fromVersion.map(text.clean)
        toVersion = plan.toVersion.map(text.clean)
        if case .launchBegan(_, let begunID, let from, let to, _)? = records.first?.event {
            id = text.clean(begunID)
            fromVersion = from.map(text.clean) ?? fromVersion
            toVersion = to.map(text.clean) ?? toVersion
        }
        outcome = state.reportedOutcome(of: plan, now: now).map { Verdict($0.word, reason: text.clean($0.reason)) }
        beganAt = state.beganAt
        startedAt = state.startedAt
        endedAt = state.finished?.at ?? state.rollback?.finishedAt ?? state.lastAt
        incidents = tracker.incidents
        rollbacks = state.runs.filter { $0.work.isRollback }.map { RunReport($0, text, in: place) }
        runs = state.runs.filter { !$0.work.isRollback }.map { RunReport($0, text, in: place) }
        phases = plan.phases.map { PhaseReport($0, state, text) }
        windows = plan.windows.compactMap { WindowReport($0, state, text) }
        criteria = plan.criteria.map { CriterionReport($0, state, records, text) }
        goals = plan.goals.map { CriterionReport($0, state, text) }
        people = PersonReport.all(in: records)
        let end = state
        timeline = records.map { record in
            Entry(
                seq: record.seq, at: record.at, sinceStart: end.startedAt.map { record.at - $0 }, who: text.clean(record.by.name),
                what: text.phrase(record, end))
        }
        self.records = state.seq
        head = state.lastHash
        self.check = check
    }
}

extension LaunchState {
    /// Nil while the launch is under way.
    fileprivate func reportedOutcome(of plan: Plan, now: Moment?) -> Verdict? {
        if let run = rollback {
            switch run.state {
            case .done: return Recovery(plan: plan, state: self, now: now ?? lastAt ?? run.requestedAt).verdict(of: run)
            case .failed, .aborted: return Verdict(.rollbackFailed, reason: run.ending ?? run.reason)
            case .requested, .running, .interrupted: return Verdict(.rollingBack, reason: run.reason)
            }
        }
        return finished.map { Verdict(.complete, reason: $0.text) }
    }
}
