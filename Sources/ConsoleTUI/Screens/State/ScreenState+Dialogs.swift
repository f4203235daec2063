import LaunchCore

extension ScreenState {
    mutating func open(_ card: any Card, _ snapshot: Snapshot) { show(.form(Form(card, snapshot))) }

    mutating func open(_ subject: Page.Subject) { show(.page(Page(subject, table))) }

    /// Gives a key to the open dialog. Nil when the key belongs to the commands.
    mutating func handleDialog(_ key: Key, _ snapshot: Snapshot) -> [ConsoleAction]? {
        switch dialog {
        case nil, .page?, .run?: return nil
        case .form?, .palette?, .prompt?: break
        }
        // What is typed into is not touched by an operator's own keys.
        if key == .control("l") { return [.redraw] }
        if key == .control("z") { return [.suspend] }
        defer { showWaitingRun() }
        switch dialog {
        case nil, .page?, .run?: return nil
        case .form(var form)?: return handle(key, &form, snapshot)
        case .palette(var palette)?: return handle(key, &palette, snapshot)
        case .prompt(var prompt)?: return handle(key, &prompt, snapshot)
        }
    }

    private mutating func handle(_ key: Key, _ form: inout Form, _ snapshot: Snapshot) -> [ConsoleAction] {
        switch form.handle(key, snapshot, history: history, paths: paths) {
        case .open:
            form.limitScroll(to: form.card.body(snapshot, form.fields, width: width - 4).count)
            dialog = .form(form)
            return []
        case .cancelled:
            dialog = nil
            return []
        case .answered(let actions):
            Self.remember(form.answers, in: &history)
            Self.remember(form.typedPaths, in: &paths)
            dialog = nil
            answered = form
            return actions
        }
    }

    private mutating func handle(_ key: Key, _ palette: inout Palette, _ snapshot: Snapshot) -> [ConsoleAction] {
        let tried = palette.selectedTheme
        switch palette.handle(key) {
        case .open:
            dialog = .palette(palette)
            return palette.selectedTheme == tried ? [] : [.tryTheme(palette.selectedTheme)]
        case .cancelled:
            dialog = nil
            return tried == nil ? [] : [.tryTheme(nil)]
        case .chosen(let entry):
            dialog = nil
            switch entry.choice {
            case .command(let command, let place): return perform(command, at: place, snapshot)
            case .theme(let name): return [.theme(name)]
            case .procedure(let procedure):
                open(ProcedureCard(procedure: procedure, item: nil), snapshot)
                return []
            }
        }
    }

    private static func remember(_ answers: [String], in history: inout [String]) {
        for answer in answers {
            history.removeAll { $0 == answer }
            history.append(answer)
        }
        if history.count > 50 { history.removeFirst(history.count - 50) }
    }

    /// Brings the form back whose answers led to a refusal, with what was typed, so that it is put right there. False where there is none.
    mutating func reopen(because reason: String) -> Bool {
        guard var form = answered, waitingRun == nil else { return false }
        answered = nil
        form.reject(reason)
        show(.form(form))
        return true
    }

    /// Where the keys go now.
    func context(_ snapshot: Snapshot) -> ConsoleCommand.Context {
        switch dialog {
        case .page?: .page
        case .run?: .run
        case nil, .form?, .palette?, .prompt?: focusedPane(layout(snapshot)).context
        }
    }

    /// The run the open dialog tells of.
    func shownRun(_ snapshot: Snapshot) -> Run? {
        if case .run(let view)? = dialog { snapshot.state.run(view.run) } else { nil }
    }
}
