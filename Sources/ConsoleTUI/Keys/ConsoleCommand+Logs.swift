import LaunchCore

extension ConsoleCommand {
    static let logs: [ConsoleCommand] =
        [
            log("log-next", ["]"], "next log", "Shows the next log; after the last all of them as one.", hint: 11, disabled: needsSecondLog)
            {
                _, snapshot in [.log(.select(snapshot.logsBeside(by: 1)))]
            },
            log("log-previous", ["["], "previous log", "Shows the log before.", disabled: needsSecondLog) { _, snapshot in
                [.log(.select(snapshot.logsBeside(by: -1)))]
            },
            log("log-merge", ["M"], "all logs", "Shows all logs as one, by their timestamps, or the first alone.", disabled: needsSecondLog)
            {
                _, snapshot in
                let isMerged = snapshot.logPage?.names.count ?? 0 > 1
                return [.log(.select(isMerged ? snapshot.logs.prefix(1).map(\.name) : snapshot.logs.map(\.name)))]
            },
            log(
                "follow", ["F"], "follow", "Follows the logs again after they were held by scrolling.", hint: 10,
                disabled: { snapshot, _ in snapshot.logPage?.isFollowing ?? true ? "it follows already" : nil }
            ) { _, _ in
                [.log(.follow)]
            },
            log("wrap", ["W"], "wrap", "Breaks long lines, or cuts them.", hint: 35) { state, _ in
                state.logs.wraps.toggle()
                return []
            },
            log("log-right", ["→"], "right", "Scrolls long lines.") { state, snapshot in
                state.scrollLogs(by: 20, snapshot)
                return []
            },
            log("log-left", ["←"], "left", "Scrolls long lines back.") { state, snapshot in
                state.scrollLogs(by: -20, snapshot)
                return []
            },
            log("raw", ["J"], "raw JSON", "Shows lines of JSON as they were written, or made readable.") { _, snapshot in
                [.log(.raw(!(snapshot.logPage?.isRaw ?? false)))]
            },
        ] + finding + searching + keeping

    private static let finding: [ConsoleCommand] = [
        log("error-previous", ["e"], "error before", "Goes back to the error before.", hint: 12) { _, _ in
            [.log(.find(.error, backwards: true))]
        },
        log("error-next", ["E"], "error after", "Goes on to the next error.") { _, _ in [.log(.find(.error, backwards: false))] },
        log("event-previous", ["{"], "event before", "Goes back to what happened before: a tick, a trigger, a rotation, a step.") { _, _ in
            [.log(.find(.marker, backwards: true))]
        },
        log("event-next", ["}"], "event after", "Goes on to what happened next.") { _, _ in [.log(.find(.marker, backwards: false))] },
        log("go-to-time", ["t"], "go to a time", "Goes to a time: 14:02, 14:02:11, 5m (ago), 2026-11-21 14:02.", hint: 33) { state, _ in
            state.ask(.time, nil)
        },
    ]

    private static let searching: [ConsoleCommand] = [
        ConsoleCommand(
            "search", keys: ["/"], title: "search",
            help: "Looks for words in the checklist, for a regular expression in the logs, letter by letter; shows only the records that "
                + "match it; ↑ brings back earlier ones.",
            in: [.checklist, .logs, .record], hint: 30
        ) { state, snapshot in
            switch state.focusedPane(state.layout(snapshot)) {
            case .logs: state.ask(.search, nil)
            case .record: state.ask(.records, snapshot.recordPage?.filter.text)
            default: state.ask(.words, nil)
            }
        },
        log("filter", ["&"], "filter", "Shows only the lines that match a regular expression; nothing shows all.", hint: 31) {
            state, snapshot in
            state.ask(.show, snapshot.logPage?.show)
        },
        log("filter-out", ["-"], "filter out", "Leaves out the lines that match a regular expression; nothing brings them back.", hint: 32)
        {
            state, snapshot in state.ask(.hide, snapshot.logPage?.hide)
        },
        log("highlight", ["*"], "highlight", "Makes stand out what matches a regular expression, whatever is searched for.") {
            state, snapshot in state.ask(.highlight, snapshot.logPage?.highlight)
        },
        ConsoleCommand(
            "search-next", keys: ["n"], title: "next match", help: "The next match, in a log further up; without a search: a note.",
            in: [.checklist, .logs]
        ) { state, snapshot in
            if let actions = state.findAgain(snapshot, isNext: true) { return actions }
            if let note = named("note") { return state.perform(note, snapshot) }
            return []
        },
        ConsoleCommand(
            "search-previous", keys: ["N"], title: "match before", help: "The match before, in a log further down.",
            in: [.checklist, .logs],
            disabled: { snapshot, state in
                state.isSearching(snapshot) ? nil : "nothing is searched for; \(state.table.named("search")?.allKeys ?? "/") does"
            }
        ) { state, snapshot in
            state.findAgain(snapshot, isNext: false) ?? []
        },
    ]

    private static let keeping: [ConsoleCommand] = [
        log("select-lines", ["v"], "select lines", "Selects lines with the keys that move; again, or Esc, lets go of them.", hint: 34) {
            _, snapshot in [.log(.selecting(snapshot.logPage?.selectedCount ?? 0 == 0))]
        },
        log("copy-lines", ["y"], "copy", "Copies the selected lines, or those in sight, to the terminal's clipboard.") { _, _ in
            [.copyLines, .log(.selecting(false))]
        },
        log("save-lines", ["s"], "save lines", "Writes the selected lines, or those in sight, to a new file.") { state, snapshot in
            let card = ReasonCard(
                title: "Save lines", verb: "save", lines: [], label: "File", requirement: .needed("say which file"),
                prefilled: "opsconsole-lines.txt", isPath: true
            ) { .saveLines($0) }
            state.open(card, snapshot)
            return [.log(.hold)]
        },
        ConsoleCommand(
            "bookmark", keys: ["m"], title: "bookmark",
            help: "Marks the line found, selected or last, with a note that goes into the record.",
            in: [.logs], risk: .records,
            disabled: { snapshot, _ in snapshot.logPage?.current == nil ? "there is no line to mark" : nil }
        ) { state, snapshot in
            guard let page = snapshot.logPage, let line = page.current else { return [] }
            if line.isBookmarked { return [.log(.bookmark(line.id))] }
            state.open(BookmarkCard(line: line, log: line.log ?? page.names.first ?? ""), snapshot)
            return [.log(.hold)]
        },
        log("bookmark-previous", ["b"], "bookmark before", "Goes back to the bookmark before.") { _, _ in
            [.log(.find(.bookmark, backwards: true))]
        },
        log("bookmark-next", ["B"], "bookmark after", "Goes on to the next bookmark.") { _, _ in
            [.log(.find(.bookmark, backwards: false))]
        },
    ]

    private static func log(
        _ name: String, _ keys: [String], _ title: String, _ help: String, hint: Int = 0,
        disabled: @escaping @Sendable (Snapshot, ScreenState) -> String? = { _, _ in nil },
        perform: @escaping @Sendable (inout ScreenState, Snapshot) -> [ConsoleAction]
    ) -> ConsoleCommand {
        ConsoleCommand(name, keys: keys, title: title, help: help, in: [.logs], hint: hint, disabled: disabled, perform: perform)
    }

    private static let needsSecondLog: @Sendable (Snapshot, ScreenState) -> String? = { snapshot, _ in
        snapshot.logs.count > 1 ? nil : "there is no other log"
    }
}

extension ScreenState {
    fileprivate mutating func scrollLogs(by cells: Int, _ snapshot: Snapshot) {
        logs.scroll(by: cells, snapshot.logPage, width: layout(snapshot).inner(of: .logs).width)
    }

    /// Nil where nothing is searched for.
    fileprivate mutating func findAgain(_ snapshot: Snapshot, isNext: Bool) -> [ConsoleAction]? {
        guard isSearching(snapshot) else { return nil }
        if focusedPane(layout(snapshot)) == .logs { return [.log(.find(.match, backwards: isNext))] }
        findNext(snapshot, forwards: isNext)
        return []
    }

    fileprivate func isSearching(_ snapshot: Snapshot) -> Bool {
        focusedPane(layout(snapshot)) == .logs ? snapshot.logPage?.search != nil : search != nil
    }
}

extension Snapshot {
    /// The logs to show before or after those that show: each alone, then all as one.
    fileprivate func logsBeside(by step: Int) -> [String] {
        let choices = logs.map { [$0.name] } + [logs.map(\.name)]
        let index = choices.firstIndex(of: logPage?.names ?? []) ?? 0
        return choices[(index + step + choices.count) % choices.count]
    }
}

extension LogPage {
    /// The line that is meant: the one found or selected last, else the newest in sight that the log itself has.
    fileprivate var current: Line? {
        let line = (cursor ?? found).flatMap { lines.indices.contains($0) ? lines[$0] : nil }
        // What the console itself put between the lines is none of the log's.
        return (line ?? lines.last { !$0.line.isMarker }).flatMap { $0.line.isMarker ? nil : $0 }
    }
}
