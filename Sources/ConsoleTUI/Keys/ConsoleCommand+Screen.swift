import LaunchCore

extension ConsoleCommand {
    static let screen: [ConsoleCommand] = [
        ConsoleCommand("palette", keys: [":"], title: "palette", help: "All commands by name; type some letters of it.", hint: 50) {
            state, snapshot in
            let now = state
            let palette = Palette(
                state.table, context: state.context(snapshot), themes: state.themes, procedures: snapshot.plan.procedures,
                isRefused: { $1.refusal($0, snapshot, now) != nil })
            state.show(.palette(palette))
            return []
        },
        ConsoleCommand("help", keys: ["?", "F1"], title: "help", help: "The keys of this screen.") { state, snapshot in
            state.open(.help(state.context(snapshot)))
            return []
        },
        ConsoleCommand(
            "copy", keys: ["y"], title: "copy", help: "Copies the selected item's command, or its text.", in: [.checklist],
            disabled: { _, state in state.checklist.selectedItem == nil ? "no item is selected" : nil }
        ) { state, snapshot in
            guard let item = state.checklist.selectedItem else { return [] }
            return [.copy(item.commands.isEmpty ? item.text : item.commands.map(\.text).joined(separator: "\n"))]
        },
        ConsoleCommand("save-screen", keys: [], title: "save screen", help: "Writes the screen as text to a file.") { state, snapshot in
            let card = ReasonCard(
                title: "Save the screen", verb: "save", lines: [], label: "File", requirement: .needed("say which file"),
                prefilled: "opsconsole-screen.txt", isPath: true
            ) { .saveScreen($0) }
            state.open(card, snapshot)
            return []
        },
        ConsoleCommand("redraw", keys: ["^L"], title: "redraw", help: "Draws the screen anew.") { _, _ in [.redraw] },
        ConsoleCommand("suspend", keys: ["^Z"], title: "suspend", help: "Back to the shell; `fg` returns.") { _, _ in [.suspend] },
        ConsoleCommand(
            "clear", keys: ["Esc"], title: "clear",
            help: "Lets go of a selection; else forgets search and filters, follows the logs and the record, unzooms the pane."
        ) { state, snapshot in
            if snapshot.logPage?.selectedCount ?? 0 > 0 { return [.log(.selecting(false))] }
            state.search = nil
            state.zoomed = false
            let record: [ConsoleAction] = snapshot.recordPage == nil ? [] : [.record(.everything)]
            guard snapshot.logPage != nil else { return record }
            return record + [.log(.search(nil)), .log(.show(nil)), .log(.hide(nil)), .log(.highlight(nil)), .log(.follow)]
        },
        ConsoleCommand(
            "leave", keys: ["q", "^C"], title: "leave", help: "Closes this console; engine and runs go on without it."
        ) { state, snapshot in
            guard let run = snapshot.state.activeRun else { return [.quit] }
            let lines = [
                Line("◐ \(run.heading) is \(run.state.sign.word): it goes on without this console.", .warning, .bold),
                Line("The engine goes on, too; `opsconsole watch` brings you back."),
            ]
            state.open(ConfirmCard(title: "Leave while something runs?", verb: "leave", lines: lines, actions: [.quit]), snapshot)
            return []
        },
    ]
}
