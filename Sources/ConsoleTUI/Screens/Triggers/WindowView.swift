import LaunchCore

/// A monitoring window as it shows: how long it lasts yet, its checkpoints, and how much of it was seen.
struct WindowView {
    enum Checkpoint: Hashable {
        case confirmed, missed
        /// Its time has come and nobody has confirmed it.
        case due
        case ahead
    }

    let window: Window
    let status: WindowStatus?
    private let reading: WindowReading?
    private let snapshot: Snapshot

    init(_ window: Window, _ snapshot: Snapshot) {
        self.window = window
        self.snapshot = snapshot
        status = snapshot.state.windows[window.id]
        reading = snapshot.live.windows[window.id]
    }

    var state: WindowState { status?.state ?? .scheduled }
    var isOpen: Bool { status?.state == .open }

    /// Until it closes.
    var left: Duration? { isOpen ? status.map { $0.endsAt - snapshot.now.wall } : nil }

    /// One for each look the cadence asks for, the first at index 0.
    var checkpoints: [Checkpoint] {
        guard let every = window.every, every > .zero, let status else { return [] }
        let count = min(1000, Int(status.length.milliseconds / every.milliseconds))
        guard count > 0 else { return [] }
        return (1...count).map { index in
            switch status.checkpoints[index] {
            case true?: .confirmed
            case false?: .missed
            case nil: status.openedAt + every * index <= snapshot.now.wall ? .due : .ahead
            }
        }
    }

    /// The first checkpoint that waits to be confirmed, counted from 1.
    var due: Int? { isOpen && snapshot.state.finished == nil ? checkpoints.firstIndex(of: .due).map { $0 + 1 } : nil }

    /// Until the next checkpoint falls due.
    var untilNext: Duration? {
        guard isOpen, let every = window.every, let status, let index = checkpoints.firstIndex(of: .ahead) else { return nil }
        return status.openedAt + every * (index + 1) - snapshot.now.wall
    }

    var coverage: (seen: Int, expected: Int)? {
        if let reading, isOpen { return (reading.seen, reading.expected) }
        guard let status, status.expected > 0 else { return nil }
        return (status.seen, status.expected)
    }

    /// Name, and the time it has yet or how it ended.
    func head(width: Int) -> Line {
        let sign = state.sign
        let left = Line("\(sign.glyph) ", sign.role) + Line(window.name, state == .scheduled ? .muted : .heading, isOpen ? .bold : [])
        var right = Line()
        switch state {
        case .scheduled:
            let rhythm = Line("\(window.lasts.launchText)" + (window.every.map { " every \($0.launchText)" } ?? ""), .muted)
            let when = Line(after.map { " · after \($0)" } ?? " · \(snapshot.key("window-open")) opens it", .muted)
            return .spread(left, firstThatFits: [rhythm + when, rhythm], over: width)
        case .open:
            right.append(self.left.map(Clock.countdown) ?? "", .text, .bold)
            right.append(" left", .muted)
        case .passed, .failed, .inconclusive:
            right.append(sign.word, sign.role)
            if let coverage { right.append(" · \(coverage.seen)/\(coverage.expected) seen", .muted) }
            if let closed = status?.closedAt { right.append(" · \(snapshot.clock(closed))", .muted) }
        }
        return .spread(left, right, over: width)
    }

    private var after: String? {
        if let id = window.after { return snapshot.plan.phases.first { $0.id == id }?.title ?? id }
        guard let index = snapshot.plan.windows.firstIndex(where: { $0.id == window.id }), index > 0 else { return nil }
        return snapshot.plan.windows[index - 1].name
    }

    /// `●──●──◐──○──○`; neighbours fall together where there are too many for the room.
    func timeline(width: Int) -> Line {
        let all = checkpoints
        guard !all.isEmpty else { return Line("  no cadence in the plan: look when you see fit", .muted) }
        let room = max(4, width - 3)
        let group = (all.count + room - 1) / room
        let shown = stride(from: 0, to: all.count, by: group).map { Self.worst(all[$0..<min(all.count, $0 + group)]) }
        let gap = shown.count > 1 ? min(3, (room - shown.count) / (shown.count - 1)) : 0
        var line = Line("  ")
        for (index, checkpoint) in shown.enumerated() {
            if index > 0, gap > 0 {
                let isPast = checkpoint != .ahead
                line.append(Span(known: String(repeating: "─", count: gap), width: gap, Style(isPast ? .info : .border)))
            }
            line.append(Self.sign(checkpoint))
        }
        return line
    }

    private static func worst(_ group: ArraySlice<Checkpoint>) -> Checkpoint {
        for kind in [Checkpoint.due, .missed, .ahead] where group.contains(kind) { return kind }
        return .confirmed
    }

    static func sign(_ checkpoint: Checkpoint) -> Sign {
        switch checkpoint {
        case .confirmed: Sign("●", "confirmed", .good)
        case .missed: Sign("✖", "missed", .bad)
        case .due: Sign("◐", "due", .warning)
        case .ahead: Sign("○", "ahead", .muted)
        }
    }

    /// The next look, what was missed, and how much was really seen.
    func foot() -> Line {
        var line = Line("  ")
        if let due {
            line.append("◐ checkpoint \(due) due  ", .warning, .bold)
            line.append(snapshot.key("confirm"), .key)
            line.append(" confirm", .hint)
        } else if let untilNext {
            line.append("next checkpoint ", .muted)
            line.append(Clock.countdown(untilNext))
        } else if window.every != nil {
            line.append("last checkpoint done", .muted)
        }
        if let coverage {
            let isThin = coverage.seen * 10 < coverage.expected * 9
            line.append("  \(coverage.seen)/\(coverage.expected) seen", isThin ? .warning : .muted)
        }
        let missed = checkpoints.count { $0 == .missed }
        if missed > 0 { line.append("  ✖ \(missed) missed", .bad) }
        return line
    }
}
