import LaunchCore

extension ConsoleCommand {
    static let tour: [ConsoleCommand] = [
        ConsoleCommand(
            "tour-next", keys: [">"], title: "go on", help: "The next step of the tour; after the last one it ends.",
            in: [.everywhere, .page, .run], disabled: noTour
        ) { state, snapshot in
            state.goOnWithTour(snapshot)
            return []
        },
        ConsoleCommand(
            "tour-back", keys: ["<"], title: "back", help: "The step of the tour before.", in: [.everywhere, .page, .run], disabled: noTour
        ) { state, snapshot in
            state.goBackWithTour(snapshot)
            return []
        },
        ConsoleCommand(
            "tour-end", keys: [], title: "end the tour", help: "Ends the tour; its card goes.", in: [.everywhere], disabled: noTour
        ) { state, _ in
            state.tour = nil
            return []
        },
    ]

    private static let noTour: @Sendable (Snapshot, ScreenState) -> String? = { _, state in
        state.tour == nil ? "no tour is going on; `opsconsole demo --tour` is one" : nil
    }
}
