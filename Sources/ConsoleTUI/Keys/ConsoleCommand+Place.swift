import LaunchCore

extension ConsoleCommand {
    /// Where a command is at home, seen from where somebody asks for it by its name.
    enum Place: Hashable, Sendable {
        case here
        /// Another pane, which shows itself first.
        case pane(Pane)
        /// The progress of a run, which shows itself first.
        case run
        /// A page of text: by its name a command finds none open.
        case page
        case replay
    }

    func place(from context: Context, isReplay: Bool) -> Place {
        if contexts.contains(.everywhere) || contexts.contains(context) || isReplay && contexts.contains(.replay) { return .here }
        if let pane = Pane.allCases.first(where: { contexts.contains($0.context) }) { return .pane(pane) }
        if contexts.contains(.page) { return .page }
        return contexts.contains(.run) ? .run : .replay
    }
}

extension ConsoleCommand.Place {
    /// For the palette; nil for what is here.
    func words(_ table: CommandTable) -> String? {
        switch self {
        case .here: nil
        case .pane(let pane): table.named(pane.command)?.firstKey.map { "on screen \($0)" } ?? "on the screen \(pane.title)"
        case .run: "of a run"
        case .page: "of a page"
        case .replay: "in a replay"
        }
    }

    /// Why a command cannot be given by its name now; nil when it can.
    func refusal(_ command: ConsoleCommand, _ snapshot: Snapshot, _ state: ScreenState) -> String? {
        switch self {
        case .here: return command.refusal(snapshot, state)
        // What is on a screen that does not show is known when it does.
        case .pane(.logs) where snapshot.logPage == nil, .pane(.record) where snapshot.recordPage == nil: return nil
        case .page: return "no page is open"
        case .replay: return "this is no replay; `opsconsole replay` is one"
        case .pane, .run:
            var there = state
            if let why = there.go(to: self, snapshot) { return why }
            return command.refusal(snapshot, there)
        }
    }
}

extension ScreenState {
    /// Carries out a command where it is at home.
    mutating func perform(_ command: ConsoleCommand, at place: ConsoleCommand.Place, _ snapshot: Snapshot) -> [ConsoleAction] {
        var why = go(to: place, snapshot)
        if case .page = place { why = place.refusal(command, snapshot, self) }
        if case .replay = place { why = place.refusal(command, snapshot, self) }
        if let why {
            refuse("\(command.title): \(why)", now: snapshot.now.wall)
            return []
        }
        return perform(command, snapshot)
    }

    /// Shows what a command is about. Answers why that cannot be shown.
    fileprivate mutating func go(to place: ConsoleCommand.Place, _ snapshot: Snapshot) -> String? {
        switch place {
        case .here, .page, .replay: break
        case .pane(let pane):
            dialogs = []
            go(to: pane)
        case .run:
            guard let output = table.named("output") else { return nil }
            if let why = output.refusal(snapshot, self) { return why }
            _ = output.perform(&self, snapshot)
        }
        return nil
    }
}
