import LaunchCore

extension ConsoleCommand {
    static let checklist: [ConsoleCommand] = [
        ConsoleCommand(
            "tick", keys: ["Space"], title: "tick",
            help: "Ticks the item, or opens a closed one again; with a reason where somebody else closed it.", in: [.checklist],
            risk: .records,
            hint: 10, disabled: needsItem
        ) { state, snapshot in
            guard let item = state.checklist.selectedItem else { return [] }
            switch snapshot.state.progress(of: item) {
            case .open, .running: return [.launch(.tick(item: item.id, evidence: nil))]
            case .done, .skipped, .failed:
                guard snapshot.isOfOthers(item) else { return [.launch(.untick(item: item.id, reason: nil))] }
                state.openAgain(item, isReasonNeeded: true, snapshot)
                return []
            }
        },
        ConsoleCommand(
            "open", keys: ["⏎"], title: "open/run",
            help: "Opens what is selected: the card of its command or procedure, its decision, its details; folds a phase.",
            in: [.checklist], hint: 11,
            disabled: { _, state in state.checklist.selected == nil ? "nothing is selected" : nil }
        ) { state, snapshot in
            open(&state, snapshot)
            return []
        },
        ConsoleCommand(
            "skip", keys: ["x"], title: "skip", help: "Skips the item, with a reason.", in: [.checklist], risk: .records, hint: 14,
            disabled: needsItem
        ) { state, snapshot in
            guard let item = state.checklist.selectedItem else { return [] }
            let card = ReasonCard(title: "Skip an item", verb: "skip it", lines: [Line(item.text, .text, .bold)]) {
                .launch(.skip(item: item.id, reason: $0))
            }
            state.open(card, snapshot)
            return []
        },
        ConsoleCommand(
            "decide", keys: ["d"], title: "decide", help: "Votes go or no-go on the decision selected, else on the one that waits.",
            risk: .records, hint: 12,
            disabled: { snapshot, state in state.decision(snapshot) == nil ? "the plan has no decision that waits" : nil }
        ) { state, snapshot in
            if let decision = state.decision(snapshot) { state.open(DecisionCard(decision: decision), snapshot) }
            return []
        },
        ConsoleCommand(
            "details", keys: ["i"], title: "details", help: "Shows everything known of the item, and where the plan says it.",
            in: [.checklist], hint: 15, disabled: needsItem
        ) { state, _ in
            if let item = state.checklist.selectedItem { state.open(.item(item.id)) }
            return []
        },
        ConsoleCommand("plan", keys: ["p"], title: "plan", help: "Shows the whole plan, as it is meant to look.") { state, _ in
            state.open(.plan)
            return []
        },
        ConsoleCommand(
            "role", keys: [], title: "section is…", help: "Says what a section of the plan is; the launch file keeps it.", risk: .records,
            disabled: { snapshot, _ in
                snapshot.plan.documents.isEmpty
                    ? "the launch has no Markdown plan"
                    : snapshot.plan.sources.first.map { source in snapshot.plan.documents.contains { $0.path == source.path } } == true
                        ? "a plan alone has no launch file to keep it; write one with `opsconsole init`" : nil
            }
        ) { state, snapshot in
            state.open(RoleCard(heading: state.selectedHeading(snapshot)), snapshot)
            return []
        },
        ConsoleCommand("unfold", keys: ["→"], title: "unfold", help: "Opens the phase.", in: [.checklist]) { state, snapshot in
            if let phase = state.checklist.selected?.phase { state.checklist.setOpen(true, phase: phase, snapshot.plan) }
            return []
        },
        ConsoleCommand("fold", keys: ["←"], title: "fold", help: "Closes the phase.", in: [.checklist]) { state, snapshot in
            if let phase = state.checklist.selected?.phase { state.checklist.setOpen(false, phase: phase, snapshot.plan) }
            return []
        },
        ConsoleCommand("fold-all", keys: ["*"], title: "fold all", help: "Opens all phases, or closes them.", in: [.checklist]) {
            state, snapshot in
            state.checklist.setAllOpen(!state.checklist.isEveryPhaseOpen, snapshot.plan)
            return []
        },
    ]

    private static let needsItem: @Sendable (Snapshot, ScreenState) -> String? = { _, state in
        state.checklist.selectedItem == nil ? "no item is selected" : nil
    }

    private static func open(_ state: inout ScreenState, _ snapshot: Snapshot) {
        guard let line = state.checklist.selected else { return }
        switch line.entry {
        case .phase(let index):
            let isOpen = snapshot.plan.phases.indices.contains(index) && state.checklist.isOpen(snapshot.plan.phases[index])
            state.checklist.setOpen(!isOpen, phase: index, snapshot.plan)
        case .section: break
        case .decision(let decision):
            if snapshot.readOnly { return state.refuse("decide: this console is read-only", now: snapshot.now.wall) }
            state.open(DecisionCard(decision: decision), snapshot)
        case .item(let item): open(item, &state, snapshot)
        }
    }

    private static func open(_ item: Item, _ state: inout ScreenState, _ snapshot: Snapshot) {
        let progress = snapshot.state.items[item.id]
        if progress?.state == .running, let run = progress?.run {
            state.show(.run(RunView(run: run)))
        } else if let procedure = item.procedure.flatMap(snapshot.plan.procedure), snapshot.state.progress(of: item).isToBeDone {
            state.open(ProcedureCard(procedure: procedure, item: item), snapshot)
        } else if item.commands.isEmpty || snapshot.readOnly || !snapshot.state.progress(of: item).isToBeDone {
            state.open(.item(item.id))
        } else {
            state.open(RunCard(item: item), snapshot)
        }
    }
}

extension ItemProgress.State {
    fileprivate var isToBeDone: Bool { self != .done && self != .skipped }
}

extension ScreenState {
    /// The heading that what is selected stands under.
    fileprivate func selectedHeading(_ snapshot: Snapshot) -> String {
        let location: SourceLocation? =
            switch checklist.selected?.entry {
            case .item(let item)?: item.location
            case .phase(let index)?: snapshot.plan.phases.indices.contains(index) ? snapshot.plan.phases[index].location : nil
            case .decision(let decision)?: decision.location
            case .section?, nil: nil
            }
        return location.flatMap { snapshot.plan.document($0.file)?.section(at: $0.line)?.title } ?? ""
    }

    /// The decision that is selected, else the first that nobody has answered yet.
    func decision(_ snapshot: Snapshot) -> Decision? {
        if case .decision(let decision)? = checklist.selected?.entry { return decision }
        return snapshot.plan.decisions.first { snapshot.state.answer(to: $0) == nil }
    }
}
