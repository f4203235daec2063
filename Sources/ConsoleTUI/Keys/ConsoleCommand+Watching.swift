import LaunchCore

extension ConsoleCommand {
    static let watching: [ConsoleCommand] =
        [
            ConsoleCommand(
                "acknowledge", keys: ["a"], title: "acknowledge", help: "Says, with a reason, that a firing trigger is seen to.",
                risk: .records, hint: 5,
                disabled: { snapshot, state in state.acknowledgeable(snapshot) == nil ? "no trigger fires or is about to" : nil }
            ) { state, snapshot in
                guard let trigger = state.acknowledgeable(snapshot) else { return [] }
                let view = TriggerView(trigger, snapshot)
                let lines = [
                    Line("\(view.sign.glyph) \(view.sign.word)  ", view.sign.role, .bold) + Line(trigger.text) + Line("  ") + view.measured
                ]
                let card = ReasonCard(title: "Acknowledge a trigger", verb: "acknowledge", lines: lines) {
                    .launch(.acknowledge(trigger: trigger.id, reason: $0))
                }
                state.open(card, snapshot)
                return []
            },
            ConsoleCommand(
                "confirm", keys: ["c"], title: "confirm checkpoint", help: "Confirms the checkpoint that is due, with what to watch.",
                risk: .records, hint: 7, disabled: { snapshot, state in state.whyNoCheckpoint(snapshot) }
            ) { state, snapshot in
                if let (window, index) = state.dueCheckpoint(snapshot) {
                    state.open(CheckpointCard(window: window, index: index), snapshot)
                }
                return []
            },
            ConsoleCommand(
                "declare", keys: ["!"], title: "declare", help: "Declares that what only a person can see has happened.", risk: .records,
                disabled: { snapshot, state in
                    state.declarable(snapshot) == nil ? "the plan has no manual metric, or none that is not declared" : nil
                }
            ) { state, snapshot in
                if let metric = state.declarable(snapshot) { state.declare(metric, snapshot) }
                return []
            },
            ConsoleCommand(
                "trigger-details", keys: ["⏎", "i"], title: "details", help: "Shows all about the trigger or window.", in: [.triggers],
                hint: 11
            ) {
                state, snapshot in
                state.openSelected(state.triggers.selectedID(in: TriggerRow.rows(snapshot)))
                return []
            },
            ConsoleCommand(
                "status-details", keys: ["⏎", "i"], title: "details", help: "Shows all about the service, deployment or metric.",
                in: [.status],
                hint: 11
            ) { state, snapshot in
                state.openSelected(state.status.selectedID(in: StatusRow.rows(snapshot)))
                return []
            },
            ConsoleCommand("to-checklist", keys: ["⏎"], title: "checklist", help: "Goes to the checklist.", in: [.overview], hint: 11) {
                state, _ in
                state.go(to: .checklist)
                return []
            },
        ] + windows

    private static let windows: [ConsoleCommand] = [
        ConsoleCommand(
            "window-open", keys: ["w o"], title: "open window", help: "Opens the selected monitoring window, else the next one, now.",
            risk: .records, group: "window",
            disabled: { snapshot, state in state.openableWindow(snapshot) == nil ? "there is no window left to open" : nil }
        ) { state, snapshot in
            guard let window = state.openableWindow(snapshot) else { return [] }
            let every = window.every.map { ", a look every \($0.launchText)" } ?? ""
            let card = ConfirmCard(
                title: "Open \(window.name)", verb: "open it now", lines: [Line("It lasts \(window.lasts.launchText)\(every).")],
                actions: [.launch(.openWindow(window.id))])
            state.open(card, snapshot)
            return []
        },
        ConsoleCommand(
            "window-extend", keys: ["w e"], title: "extend window", help: "Makes the open window last longer, with a reason.",
            risk: .records, group: "window", disabled: needsOpenWindow
        ) { state, snapshot in
            if let window = state.openWindow(snapshot) { state.open(ExtendCard(window: window), snapshot) }
            return []
        },
        ConsoleCommand(
            "window-cut", keys: ["w c"], title: "cut window", help: "Ends the open window now, with a reason; it is inconclusive.",
            risk: .records, group: "window", disabled: needsOpenWindow
        ) { state, snapshot in
            guard let window = state.openWindow(snapshot) else { return [] }
            let lines = [WindowView(window, snapshot).head(width: 60), Line("It ends as inconclusive, not as passed.", .warning)]
            let card = ReasonCard(title: "Cut \(window.name) short", verb: "cut it", lines: lines) {
                .launch(.cutWindow(window.id, reason: $0))
            }
            state.open(card, snapshot)
            return []
        },
    ]

    private static let needsOpenWindow: @Sendable (Snapshot, ScreenState) -> String? = { snapshot, state in
        state.openWindow(snapshot) == nil ? "no window is open" : nil
    }
}
