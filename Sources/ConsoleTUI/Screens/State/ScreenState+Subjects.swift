import LaunchCore

/// What a command is about: what is selected in its pane, else the one that asks for it most.
extension ScreenState {
    private func selected(_ kind: String, _ snapshot: Snapshot) -> String? {
        guard focusedPane(layout(snapshot)) == .triggers, let id = triggers.selected, id.hasPrefix(kind + "/") else { return nil }
        return String(id.dropFirst(kind.count + 1))
    }

    func acknowledgeable(_ snapshot: Snapshot) -> Trigger? {
        let urgent = snapshot.plan.triggers.filter { trigger in
            guard let status = snapshot.state.triggers[trigger.id], status.acknowledged == nil else { return false }
            return [.firing, .pending].contains(TriggerView.state(trigger, snapshot))
        }
        let selected = selected("trigger", snapshot)
        return urgent.first { $0.id == selected } ?? urgent.min { TriggerView($0, snapshot).rank < TriggerView($1, snapshot).rank }
    }

    func declarable(_ snapshot: Snapshot) -> Metric? {
        let open = snapshot.plan.metrics.filter { metric in
            guard case .manual = metric.source else { return false }
            return snapshot.state.declared[metric.name] == nil
        }
        let selected = selected("trigger", snapshot).flatMap(snapshot.plan.trigger)?.condition?.metric
        return open.first { $0.name == selected } ?? open.first
    }

    mutating func declare(_ metric: Metric, _ snapshot: Snapshot) {
        guard case .manual(let words) = metric.source else { return }
        let card = ReasonCard(
            title: "Declare \(metric.name)", verb: "declare it", lines: [Line("▲ \(words)", .warning, .bold)], requirement: .optional
        ) { .launch(.declare(metric: metric.name, reason: $0.nilIfBlank)) }
        open(card, snapshot)
    }

    func openWindow(_ snapshot: Snapshot) -> Window? {
        let open = snapshot.plan.windows.filter { snapshot.state.windows[$0.id]?.state == .open }
        let selected = selected("window", snapshot)
        return open.first { $0.id == selected } ?? open.first
    }

    func openableWindow(_ snapshot: Snapshot) -> Window? {
        let closed = snapshot.plan.windows.filter { snapshot.state.windows[$0.id] == nil }
        let selected = selected("window", snapshot)
        return closed.first { $0.id == selected } ?? closed.first
    }

    func dueCheckpoint(_ snapshot: Snapshot) -> (Window, Int)? {
        for window in snapshot.plan.windows {
            if let due = WindowView(window, snapshot).due { return (window, due) }
        }
        return nil
    }

    func whyNoCheckpoint(_ snapshot: Snapshot) -> String? {
        if dueCheckpoint(snapshot) != nil { return nil }
        guard let window = openWindow(snapshot) else { return "no window is open" }
        guard let next = WindowView(window, snapshot).untilNext else { return "no checkpoint is due" }
        return "no checkpoint is due; the next one is in \(Clock.countdown(next))"
    }

    /// Opens the page of a list's entry by its id.
    mutating func openSelected(_ id: String?) {
        guard let id, let slash = id.firstIndex(of: "/") else { return }
        let name = String(id[id.index(after: slash)...])
        switch id[..<slash] {
        case "service": open(.service(name))
        case "deployment": open(.deployment(name))
        case "metric": open(.metric(name))
        case "criterion": open(.criterion(Int(name) ?? 0))
        case "goal": open(.goal(Int(name) ?? 0))
        case "trigger": open(.trigger(name))
        case "window": open(.window(name))
        default: break
        }
    }
}
