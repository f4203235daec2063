import LaunchCore

extension ScreenState {
    /// Takes one key. What the console or the launch shall do about it is answered; the launch's own part of the screen changes only
    /// when the record comes back with a later snapshot.
    ///
    /// A `.launch` action with an empty run id wants one from the caller.
    public mutating func handle(_ key: Key, _ snapshot: Snapshot) -> [ConsoleAction] {
        answered = nil
        let before = (focus, tour?.index)
        let actions = answer(key, snapshot)
        // A card that brought its pane up itself waits until it is asked for.
        if focus != before.0, tour?.index == before.1 { tour?.see(focus: focus, snapshot) }
        return actions
    }

    private mutating func answer(_ key: Key, _ snapshot: Snapshot) -> [ConsoleAction] {
        checklist.refresh(snapshot.plan, snapshot.state)
        if case .resize(let width, let height) = key {
            resize(width: width, height: height)
            return [.redraw]
        }
        if case .mouse(let mouse) = key { return handle(mouse, snapshot) }
        return handleDialog(key, snapshot) ?? command(for: key, snapshot)
    }

    private mutating func command(for key: Key, _ snapshot: Snapshot) -> [ConsoleAction] {
        let map = table.map(for: context(snapshot))
        if key == .escape, !pending.isEmpty {
            pending = []
            return []
        }
        switch map.answer(pending + [key]) {
        case .pending:
            pending.append(key)
            return []
        case .command(let command):
            pending = []
            return perform(command, snapshot)
        case .unknown:
            if let next = nextOfHead(pending + [key], snapshot) {
                pending = []
                return perform(next, snapshot)
            }
            let keys = (pending + [key]).map(\.name).joined(separator: " ")
            pending = []
            let help = table.named("help")?.firstKey ?? ":help"
            toast("\(keys) does nothing here; \(help) shows what does", Sign("·", "", .hint), now: snapshot.now.wall, for: .seconds(2))
            return []
        }
    }

    /// The head says over a page, too, what to do next and with which key: what the page itself does not want of it leads there.
    private func nextOfHead(_ keys: [Key], _ snapshot: Snapshot) -> ConsoleCommand? {
        guard context(snapshot).isDialog, case .command(let name) = NextToDo(snapshot, checklist).way,
            table.named(name)?.keys.contains(where: { Key.sequence($0) == keys }) ?? false
        else { return nil }
        return table.named("next")
    }

    /// What the keys of a sequence that has begun mean so far; nil where none has.
    func pendingAnswer(_ snapshot: Snapshot) -> KeyMap.Answer? {
        pending.isEmpty ? nil : table.map(for: context(snapshot)).answer(pending)
    }

    /// The one way in which a command is carried out, whether it came by key, palette or mouse.
    mutating func perform(_ command: ConsoleCommand, _ snapshot: Snapshot) -> [ConsoleAction] {
        if let why = command.refusal(snapshot, self) {
            refuse("\(command.title): \(why)", now: snapshot.now.wall)
            return []
        }
        defer { tour?.hear(command: command.name, snapshot) }
        return command.perform(&self, snapshot)
    }

    mutating func refuse(_ text: String, now: Moment) {
        toast(text, Sign("✖", "refused", .bad), now: now, for: .seconds(8), isAnswer: true)
    }

    /// Tells at length what is wrong with the console itself.
    public mutating func warn(_ text: String, now: Moment) {
        toast(text, Sign("▲", "", .warning), now: now, for: .seconds(20), isAnswer: true)
    }

    /// Says that what was asked is done, where nothing else on the screen would.
    public mutating func confirm(_ text: String, now: Moment) {
        answered = nil
        toast(text, Sign("✔", "", .good), now: now, for: .seconds(3), isAnswer: true)
    }

    /// Shows why what was asked is not done: in the form that asked for it, while no other key came, else for a while.
    public mutating func showRefusal(_ refusal: Refusal, now: Moment) {
        if !reopen(because: refusal.text) { refuse(refusal.text, now: now) }
    }

    /// Lets what is only shown for a while go. True when something went, and the screen should be drawn anew.
    @discardableResult
    public mutating func tick(_ now: Moment) -> Bool {
        answered = nil
        let before = toasts.count
        toasts.removeAll { $0.until <= now }
        for case (let index, .form(var form)) in dialogs.enumerated() {
            form.tick(now)
            dialogs[index] = .form(form)
        }
        return toasts.count != before
    }
}

extension Pane {
    var context: ConsoleCommand.Context {
        switch self {
        case .overview: .overview
        case .checklist: .checklist
        case .status: .status
        case .triggers: .triggers
        case .logs: .logs
        case .record: .record
        }
    }
}
