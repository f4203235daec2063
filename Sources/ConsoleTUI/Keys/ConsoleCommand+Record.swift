import LaunchCore

extension ConsoleCommand {
    static let record: [ConsoleCommand] =
        [
            ConsoleCommand(
                "record-details", keys: ["⏎", "i"], title: "details", help: "Shows the record in full, with its evidence.", in: [.record],
                hint: 8, disabled: needsRecord
            ) { state, snapshot in
                guard let number = snapshot.recordPage?.selected else { return [] }
                state.open(.record(number))
                // What is read stays where it is, whatever comes.
                return [.record(.select(number))]
            },
            ConsoleCommand(
                "record-in-logs", keys: ["l"], title: "see the logs", help: "Shows the logs at the time of the record.", in: [.record],
                hint: 10,
                disabled: { snapshot, state in
                    if state.table.isReplay { return "this is a replay: the logs of then are not kept" }
                    return snapshot.plan.logs.isEmpty ? "the launch file names no log" : needsRecord(snapshot, state)
                }
            ) { state, snapshot in
                guard let page = snapshot.recordPage, let record = page.selected.flatMap(page.record) else { return [] }
                state.go(to: .logs)
                return [.log(.goTo(record.at))]
            },
        ] + filters

    private static let filters: [ConsoleCommand] =
        [
            filter("record-all", "f a", "everything", "Shows the whole record again.", hint: 9) { _, _ in [.record(.everything)] },
            filter(
                "record-by", "f b", "by somebody…", "Shows only what one operator, the engine or a runner recorded.", disabled: needsRecord
            ) { state, snapshot in
                state.open(AuthorCard(), snapshot)
                return []
            },
        ] + RecordKind.allCases.map(kind)

    private static func kind(_ kind: RecordKind) -> ConsoleCommand {
        let (key, title, help) = kind.words
        return filter("record-\(title)", "f \(key)", title, "Shows only \(help).") { _, snapshot in
            [.record(.kind(snapshot.recordPage?.filter.kind == kind ? nil : kind))]
        }
    }

    private static func filter(
        _ name: String, _ keys: String, _ title: String, _ help: String, hint: Int = 0,
        disabled: @escaping @Sendable (Snapshot, ScreenState) -> String? = { _, _ in nil },
        perform: @escaping @Sendable (inout ScreenState, Snapshot) -> [ConsoleAction]
    ) -> ConsoleCommand {
        ConsoleCommand(
            name, keys: [keys], title: title, help: help, in: [.record], hint: hint, group: "filter", disabled: disabled, perform: perform)
    }

    private static let needsRecord: @Sendable (Snapshot, ScreenState) -> String? = { snapshot, _ in
        snapshot.recordPage?.selected == nil ? "no record is shown" : nil
    }
}

extension RecordKind {
    /// The key after the one that filters, a word or two, and the rest of a sentence.
    fileprivate var words: (key: String, title: String, help: String) {
        switch self {
        case .item: ("i", "items", "what became of items")
        case .decision: ("d", "decisions", "decisions: go and no-go")
        case .service: ("s", "services", "what became of services and the version that answers")
        case .deployment: ("p", "deployments", "what became of deployments")
        case .trigger: ("t", "triggers", "triggers, their countdowns, acknowledgements and declarations")
        case .window: ("w", "windows", "windows with their checkpoints, and what was judged at their end")
        case .run: ("r", "runs", "runs of commands and of the rollback, with their steps")
        case .note: ("n", "notes", "notes")
        case .launch: ("l", "launch", "the launch itself: begun, held, released, finished, plans accepted")
        case .engine: ("e", "engine", "the engine, and notices that did not get through")
        }
    }
}
