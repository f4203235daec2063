import LaunchCore

extension ConsoleCommand {
    static let runs: [ConsoleCommand] = [
        ConsoleCommand(
            "output", keys: ["o"], title: "output", help: "Shows the run that goes on, or the last one, with its steps and output.",
            hint: 3,
            disabled: { snapshot, _ in snapshot.state.runs.isEmpty ? "nothing was run yet" : nil }
        ) { state, snapshot in
            if let run = snapshot.state.activeRun ?? snapshot.state.runs.last { state.show(.run(RunView(run: run.id))) }
            return []
        },
        ConsoleCommand(
            "attach", keys: ["T"], title: "terminal",
            help: "Attaches to the terminal of the interactive command at work; Ctrl-] comes back, and the command goes on.",
            in: [.everywhere, .run], risk: .runs, hint: 1,
            disabled: { snapshot, _ in snapshot.state.activeRun?.terminal == nil ? "no command at work has a terminal" : nil }
        ) { _, snapshot in
            guard let run = snapshot.state.activeRun, let place = run.terminal else { return [] }
            return [.attach(run: run.id, step: place.step, attempt: place.attempt)]
        },
        ConsoleCommand(
            "resume", keys: ["r"], title: "resume", help: "Goes on where the run stands; a step still at work is never run twice.",
            in: [.run],
            risk: .runs, hint: 1,
            disabled: { snapshot, state in
                if let why = needsInterruption(snapshot, state) { return why }
                return state.shownRun(snapshot)?.resumeRefusal.map { $0 + "; look, then retry, skip or abort" }
            }
        ) { state, snapshot in
            state.shownRun(snapshot).map { [.launch(.resume(run: $0.id, choice: .resume))] } ?? []
        },
        ConsoleCommand(
            "retry", keys: ["t"], title: "retry", help: "Runs the interrupted step again although it may have run.", in: [.run],
            risk: .runs, hint: 2,
            disabled: needsInterruption
        ) { state, snapshot in
            state.confirm(.retry, "Run the step again", "It may have run already: look first. Running it twice is your decision.", snapshot)
            return []
        },
        ConsoleCommand(
            "skip-step", keys: ["s"], title: "skip step", help: "Goes on with the next step; after a step by hand: it is done.", in: [.run],
            risk: .runs, hint: 3,
            disabled: { snapshot, state in state.shownRun(snapshot)?.waitsForPerson == true ? nil : needsInterruption(snapshot, state) }
        ) { state, snapshot in
            let isManual = state.shownRun(snapshot)?.waitsForPerson == true
            let words = isManual ? "You have done what it says; the next step follows." : "The step is left out; the next one follows."
            state.confirm(.skip, isManual ? "It is done by hand" : "Skip the step", words, snapshot)
            return []
        },
        ConsoleCommand(
            "abort", keys: ["a"], title: "abort", help: "Ends the run where it is.", in: [.run], risk: .runs, hint: 4,
            disabled: { snapshot, state in state.shownRun(snapshot)?.state.isOver ?? true ? "the run is over" : nil }
        ) { state, snapshot in
            state.confirm(.abort, "Abort the run", "Steps that are done stay done; those that follow are not run.", snapshot)
            return []
        },
        ConsoleCommand(
            "copy-commands", keys: ["y"], title: "copy", help: "Copies the commands that are left, to be run by hand.", in: [.run],
            disabled: { snapshot, state in state.shownRun(snapshot)?.leavesCommands ?? false ? nil : "no command is left" }
        ) { state, snapshot in
            [.copy(state.shownRun(snapshot)?.remainingCommands(in: snapshot.place).joined(separator: "\n") ?? "")]
        },
        page("page-down-line", ["↓", "j"], .down), page("page-up-line", ["↑", "k"], .up),
        page("page-next", ["PgDn", "^F", "Space"], .pageDown),
        page("page-back", ["PgUp", "^B"], .pageUp), page("page-top", ["g g", "Home"], .top), page("page-bottom", ["G", "End"], .bottom),
        ConsoleCommand("close", keys: ["Esc", "q", "⏎", "i", "^C"], title: "close", help: "Closes the page.", in: [.page, .run], hint: 9) {
            state, _ in
            state.dialog = nil
            return []
        },
        ConsoleCommand("page-help", keys: ["?"], title: "help", help: "Shows the keys.", in: [.run], hint: 10) { state, _ in
            state.open(.help(.run))
            return []
        },
    ]

    private static let needsInterruption: @Sendable (Snapshot, ScreenState) -> String? = { snapshot, state in
        guard let run = state.shownRun(snapshot) else { return "no run is shown" }
        if run.state == .interrupted, run.resume != nil, let answer = run.answer { return "\(answer.text) already" }
        return run.state == .interrupted ? nil : "the run is not interrupted; it is \(run.state.sign.word)"
    }

    private static func page(_ name: String, _ keys: [String], _ motion: Motion) -> ConsoleCommand {
        ConsoleCommand(name, keys: keys, title: "scroll", help: motion.help, in: [.page, .run]) { state, snapshot in
            state.move(motion, snapshot)
        }
    }
}

extension Motion {
    fileprivate var help: String {
        switch self {
        case .up: "Scrolls one line up."
        case .down: "Scrolls one line down."
        case .pageUp: "Scrolls one page up."
        case .pageDown: "Scrolls one page down."
        case .top: "To the beginning."
        case .bottom: "To the end."
        }
    }
}

extension ScreenState {
    fileprivate mutating func confirm(_ choice: ResumeChoice, _ title: String, _ words: String, _ snapshot: Snapshot) {
        guard let run = shownRun(snapshot) else { return }
        var lines = [Line(words, .text)]
        if let step = run.currentStep, choice != .abort { lines += [Line(), Line(step.step.title, .code)] }
        var card = ResumeCard(title: title, run: run.id, choice: choice, lines: lines)
        // No slip of a finger ends a rollback half-way.
        if choice == .abort, run.work.isRollback { card.word = "ABORT" }
        open(card, snapshot)
    }
}
