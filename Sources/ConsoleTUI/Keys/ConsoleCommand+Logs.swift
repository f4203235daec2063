import LaunchCore

extension ConsoleCommand {
    static let logs: [ConsoleCommand] = [
        log("log-next", ["]"], "next log", "Shows the next log.", hint: 11, disabled: needsSecondLog) { state, snapshot in
            state.logs.selectNext(snapshot, by: 1)
        },
        log("log-previous", ["["], "previous log", "Shows the log before.", disabled: needsSecondLog) { state, snapshot in
            state.logs.selectNext(snapshot, by: -1)
        },
        log(
            "follow", ["F"], "follow", "Follows the log again after it was held by scrolling.", hint: 10,
            disabled: { _, state in state.logs.held == nil ? "it follows already" : nil }
        ) { state, _ in
            state.logs.follow()
        },
        log("wrap", ["W"], "wrap", "Breaks long lines, or cuts them.", hint: 15) { state, _ in state.logs.wraps.toggle() },
        log("log-right", ["→"], "right", "Scrolls long lines.") { state, _ in state.logs.column += 20 },
        log("log-left", ["←"], "left", "Scrolls long lines back.") { state, _ in state.logs.column = max(0, state.logs.column - 20) },
        log("error-previous", ["e"], "error before", "Goes back to the error before.", hint: 12) { state, snapshot in
            state.findError(snapshot, backwards: true)
        },
        log("error-next", ["E"], "error after", "Goes on to the next error.") { state, snapshot in
            state.findError(snapshot, backwards: false)
        },
        ConsoleCommand(
            "search", keys: ["/"], title: "search", help: "Looks for words; upper and lower case are alike.", in: [.checklist, .logs],
            hint: 30
        ) {
            state, _ in
            state.show(.search(TextField(state.search?.text ?? "")))
            return []
        },
        log("filter", ["&"], "filter", "Shows only the lines that match, with ! in front those that do not; nothing shows all.", hint: 31) {
            state, _ in
            state.show(.filter(TextField(state.logs.filter?.text ?? "")))
        },
        ConsoleCommand(
            "search-next", keys: ["n"], title: "next match", help: "The next match, in a log further up; without a search: a note.",
            in: [.checklist, .logs]
        ) { state, snapshot in
            if state.search != nil {
                state.findNext(snapshot, forwards: state.focusedPane(state.layout(snapshot)) != .logs)
            } else if let note = named("note") {
                return state.perform(note, snapshot)
            }
            return []
        },
        ConsoleCommand(
            "search-previous", keys: ["N"], title: "match before", help: "The match before, in a log further down.",
            in: [.checklist, .logs],
            disabled: { _, state in state.search == nil ? "nothing is searched for; / does" : nil }
        ) { state, snapshot in
            state.findNext(snapshot, forwards: state.focusedPane(state.layout(snapshot)) == .logs)
            return []
        },
    ]

    private static func log(
        _ name: String, _ keys: [String], _ title: String, _ help: String, hint: Int = 0,
        disabled: @escaping @Sendable (Snapshot, ScreenState) -> String? = { _, _ in nil },
        change: @escaping @Sendable (inout ScreenState, Snapshot) -> Void
    ) -> ConsoleCommand {
        ConsoleCommand(name, keys: keys, title: title, help: help, in: [.logs], hint: hint, disabled: disabled) { state, snapshot in
            change(&state, snapshot)
            return []
        }
    }

    private static let needsSecondLog: @Sendable (Snapshot, ScreenState) -> String? = { snapshot, _ in
        snapshot.logs.count > 1 ? nil : "there is no other log"
    }
}

extension ScreenState {
    fileprivate mutating func findError(_ snapshot: Snapshot, backwards: Bool) {
        let height = layout(snapshot).inner(of: .logs).height
        guard !logs.find(snapshot, height: height, backwards: backwards, { $0.severity >= .error && !$0.isMarker }) else { return }
        toast(
            "no error further \(backwards ? "up" : "down") in the lines kept", Sign("·", "", .hint), now: snapshot.now.wall,
            for: .seconds(3))
    }
}
