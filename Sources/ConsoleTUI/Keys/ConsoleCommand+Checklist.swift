import LaunchCore

extension ConsoleCommand {
    static let checklist: [ConsoleCommand] = [
        ConsoleCommand(
            "tick", keys: ["Space"], title: "tick", help: "Ticks the item, or opens a closed one again.", in: [.checklist], risk: .records,
            hint: 10, disabled: { _, state in state.checklist.selectedItem == nil ? "no item is selected" : nil }
        ) { state, snapshot in
            guard let item = state.checklist.selectedItem else { return [] }
            switch snapshot.state.progress(of: item) {
            case .open, .running: return [.launch(.tick(item: item.id, evidence: nil))]
            case .done, .skipped, .failed: return [.launch(.untick(item: item.id, reason: nil))]
            }
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
}
