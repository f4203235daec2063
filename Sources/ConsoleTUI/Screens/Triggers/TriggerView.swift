import LaunchCore

/// A trigger as it shows: where it stands, what was measured, and how far it is from firing.
struct TriggerView {
    let trigger: Trigger
    let reading: TriggerReading?
    let status: TriggerStatus?
    let metric: MetricView?
    let state: TriggerState
    let sign: Sign
    private let snapshot: Snapshot

    init(_ trigger: Trigger, _ snapshot: Snapshot) {
        self.trigger = trigger
        self.snapshot = snapshot
        reading = snapshot.live.triggers[trigger.id]
        status = snapshot.state.triggers[trigger.id]
        metric = trigger.condition.map { MetricView($0.metric, threshold: $0.threshold, snapshot) }
        state = Self.state(trigger, snapshot)
        // A value nobody has refreshed says nothing, except that what fired stays fired.
        let isStale = metric?.isStale ?? false
        sign = isStale && state != .firing && state != .unwatched ? .stale : state.sign
    }

    /// Records say what fired; between records the newest reading knows better.
    static func state(_ trigger: Trigger, _ snapshot: Snapshot) -> TriggerState {
        if trigger.condition == nil { return .unwatched }
        let reading = snapshot.live.triggers[trigger.id], status = snapshot.state.triggers[trigger.id]
        if let status, status.state == .firing || reading == nil { return status.state }
        return reading?.state ?? .unknown
    }

    /// Most urgent first.
    var rank: Int {
        switch state {
        case .firing: 0
        case .pending: 1
        case .unknown: 2
        case .inactive: sign == .stale ? 2 : 3
        case .resolved: 3
        case .unwatched: 4
        }
    }

    /// Sign, text, word, value, curve, threshold, hold, age.
    func cells(curve width: Int) -> [Line] {
        let isQuiet = state == .inactive || state == .resolved
        return [
            Line(sign.glyph, sign.role), Line(trigger.text, state == .unwatched ? .muted : .text),
            Line(sign.word, sign.role, state == .firing ? .bold : []), value,
            metric?.spark(width: width, lowIsBad: trigger.condition?.comparison.isBelow ?? false) ?? Line(), threshold,
            Line(hold, isQuiet ? .muted : sign.role), metric?.ageLine ?? Line(),
        ]
    }

    /// Value, threshold and hold in one piece.
    var measured: Line { value + Line(" ") + threshold + Line(" \(hold)", sign.role) }

    static func table(isUrgent: Bool) -> Table {
        Table([
            .init(), .init(flexible: 16), .init(), .init(right: true), .init(drop: 4), .init(),
            .init(drop: isUrgent ? 1 : 3), .init(right: true, drop: 2),
        ])
    }

    /// Whether a person declares it, instead of a source that measures.
    var isDeclared: Bool {
        guard let name = trigger.condition?.metric, case .manual = snapshot.plan.metric(name)?.source else { return false }
        return true
    }

    private var value: Line {
        guard let metric, state != .unwatched else { return Line() }
        if isDeclared {
            let isTrue = snapshot.state.declared[trigger.condition?.metric ?? ""] != nil
            return Line(isTrue ? "declared" : "no", isTrue ? .bad : .text)
        }
        if state == .firing, let value = metric.value { return Line(metric.display(value), .bad, .bold) }
        return metric.reading?.value == nil ? Line("–", .unknown) : metric.valueLine
    }

    private var threshold: Line {
        guard let condition = trigger.condition, state != .unwatched, !isDeclared else { return Line() }
        return Line("\(condition.comparison.rawValue) \(condition.threshold.text)", .threshold)
    }

    private var hold: String {
        switch state {
        case .pending:
            if let left = reading?.firesIn(at: snapshot.now.wall) { return "fires \(Clock.age(left))" }
            if let breaches = reading?.breaches, let outOf = reading?.outOf { return "\(breaches) of \(outOf)" }
            return holdRule
        case .firing: return status?.acknowledged == nil ? holdRule : "ack"
        case .unwatched: return ""
        case .unknown, .inactive, .resolved: return holdRule
        }
    }

    var holdRule: String {
        switch trigger.hold {
        case .none: ""
        case .for(let duration): "for \(duration.launchText)"
        case .of(let breaches, let measurements): "\(breaches) of \(measurements)"
        }
    }

    /// What follows from it, on a line below; nil where nothing does.
    var detail: (String, Role)? {
        switch state {
        case .firing: ((status.map { "since \(snapshot.clock($0.since)) · " } ?? "") + firing, .bad)
        case .unknown: (reading?.reason ?? metric?.reading?.failure?.detail).map { ($0, .unknown) }
        case .pending where trigger.action == .rollback: ("then rolls back by itself after \(trigger.countdown.launchText)", .pending)
        default: sign == .stale ? metric?.age.map { ("nothing measured for \(Clock.length($0))", .unknown) } : nil
        }
    }

    private var firing: String {
        let acknowledged = status?.acknowledged.map { "acknowledged by \($0.by.name): \($0.text)" }
        if let countdown = status?.countdown, !snapshot.isAnswered(countdown) {
            if let held = countdown.held { return "rollback held by \(held.by.name): \(held.text)" }
            return "rolls back in \(Clock.countdown(countdown.deadline - snapshot.now.wall)) · \(snapshot.key("hold")) hold"
        }
        if let acknowledged { return acknowledged }
        switch trigger.action {
        case .watch: return "only watched: would have \(trigger.countdown > .zero ? "rolled back" : "acted")"
        case .propose, .rollback: return "\(snapshot.key("acknowledge")) acknowledge · \(snapshot.key("rollback")) roll back"
        }
    }
}
