extension ConsoleCommand {
    static let replay: [ConsoleCommand] = [
        ConsoleCommand("replay-pause", keys: ["Space"], title: "pause", help: "Stops the replay, or lets it go on.", in: [.replay], hint: 1)
        {
            _, _ in [.replay(.pause)]
        },
        ConsoleCommand("replay-back", keys: ["["], title: "back", help: "Goes back by one record.", in: [.replay], hint: 2) { _, _ in
            [.replay(.step(-1))]
        },
        ConsoleCommand("replay-on", keys: ["]"], title: "on", help: "Goes on by one record.", in: [.replay], hint: 3) { _, _ in
            [.replay(.step(1))]
        },
    ]
}
