extension ConsoleCommand {
    static let moving: [ConsoleCommand] =
        [
            motion("down", ["↓", "j"], .down, "One line down."),
            motion("up", ["↑", "k"], .up, "One line up."),
            motion("page-down", ["PgDn", "^F"], .pageDown, "One page down."),
            motion("page-up", ["PgUp", "^B"], .pageUp, "One page up."),
            motion("top", ["g g", "Home"], .top, "To the first line."),
            motion("bottom", ["G", "End"], .bottom, "To the last line; in a log: follow it again."),
            ConsoleCommand(
                "next-pane", keys: ["Tab", "g t"], title: "next pane", help: "The next pane gets the keys.", in: Self.everywhereAndPages,
                group: "go to"
            ) { state, snapshot in
                state.dialogs = []
                state.goToNextPane(by: 1, snapshot)
                return []
            },
            ConsoleCommand(
                "previous-pane", keys: ["S-Tab", "g T"], title: "previous pane", help: "The pane before gets the keys.",
                in: Self.everywhereAndPages, group: "go to"
            ) { state, snapshot in
                state.dialogs = []
                state.goToNextPane(by: -1, snapshot)
                return []
            },
            ConsoleCommand(
                "next", keys: ["."], title: "next", help: "Goes to what is NEXT: an item, a decision, a checkpoint, a run.",
                in: Self.everywhereAndPages
            ) { state, snapshot in
                state.dialogs = []
                let next = NextToDo(snapshot, state.checklist)
                switch next.way {
                case .command(let name): return state.table.named(name).map { state.perform($0, snapshot) } ?? []
                case .item(let id): state.stand(onItem: id, snapshot)
                case .none: state.toast(next.text, Sign("·", "", .hint), now: snapshot.now.wall, for: .seconds(3))
                }
                return []
            },
            ConsoleCommand("zoom", keys: ["z"], title: "zoom", help: "The pane with the keys takes the whole screen, or gives it back.") {
                state, snapshot in
                let layout = state.layout(snapshot)
                state.focus = state.focusedPane(layout)
                state.zoomed.toggle()
                return []
            },
        ] + Pane.allCases.map(pane)

    /// From a page one goes to a pane without closing it first.
    private static let everywhereAndPages: Set<Context> = [.everywhere, .page, .run]

    private static func motion(_ name: String, _ keys: [String], _ motion: Motion, _ help: String) -> ConsoleCommand {
        ConsoleCommand(name, keys: keys, title: name.replacingDashes, help: help, group: name == "top" ? "go to" : nil) { state, snapshot in
            state.move(motion, snapshot)
        }
    }

    private static func pane(_ pane: Pane) -> ConsoleCommand {
        let title = pane.title.lowercased()
        return ConsoleCommand(
            title, keys: ["\(pane.rawValue)"], title: title, help: "Shows \(pane.subject).", in: Self.everywhereAndPages
        ) { state, _ in
            state.dialogs = []
            state.go(to: pane)
            return []
        }
    }
}

extension Pane {
    fileprivate var subject: String {
        switch self {
        case .overview: "the launch on one page, or the panes side by side where there is room"
        case .checklist: "the phases with their items and decisions"
        case .status: "services, deployments, metrics, criteria and goals"
        case .triggers: "monitoring windows and rollback triggers"
        case .logs: "the logs"
        case .record: "the record as a timeline: who did what, and when"
        }
    }
}

extension String {
    var replacingDashes: String { String(map { $0 == "-" ? " " : $0 }) }
}
