extension ConsoleCommand {
    static let screen: [ConsoleCommand] = [
        ConsoleCommand("redraw", keys: ["^L"], title: "redraw", help: "Draws the screen anew.") { _, _ in [.redraw] },
        ConsoleCommand("suspend", keys: ["^Z"], title: "suspend", help: "Back to the shell; `fg` returns.") { _, _ in [.suspend] },
        ConsoleCommand("leave", keys: ["q", "^C"], title: "leave", help: "Closes this console; the engine goes on.") { _, _ in [.quit] },
    ]
}
