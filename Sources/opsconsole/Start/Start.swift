import ConsoleModel
import ConsoleTUI
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `opsconsole` alone: says what it is and what one can begin with. On a terminal one chooses; elsewhere the commands are printed.
enum Start {
    static let introduction = [
        "Opens a launch plan as it was written and makes it live in the terminal:",
        "checklist, health, metrics, windows, rollback triggers, logs, and a rollback",
        "that neither a dropped connection nor a killed terminal stops half-way.",
        "`opsconsole PLAN.md` opens a Markdown plan as it is, wherever it lies;",
        "`opsconsole init PLAN.md` writes a launch file that says what to watch.",
    ]

    /// The exit code of a start that had nothing to open and nobody to ask.
    private static let usage: Int32 = 2

    static func run() -> Never {
        let environment = ProcessFacts.environment()
        let choices = StartChoice.all(
            nearby: NearbyPlans(in: ProcessFacts.directory()), recent: RecentLaunches(environment: environment)?.read() ?? [],
            home: environment["HOME"], now: SystemClock.moment())
        let isScreen = isatty(STDIN_FILENO) == 1 && !PlainConsole.isNeeded()
        do {
            guard isScreen, let terminal = try terminal(environment) else {
                Output.write(text(choices.map(\.1)))
                exit(usage)
            }
            let chosen = choose(choices.map(\.1), on: terminal)
            terminal.restore()
            switch chosen {
            case .chosen(let index): try perform(choices[index].0)
            case .signal(let number): exit(128 + number)
            case .left: break
            }
        } catch { OpsConsole.exit(withError: error) }
        exit(0)
    }

    private enum Ending { case chosen(Int), left, signal(Int32) }

    /// Nil for a terminal that cannot show a screen: the commands are printed instead.
    private static func terminal(_ environment: [String: String]) throws -> Terminal? {
        let theme = try ThemeLibrary(environment: environment).theme(named: ThemeLibrary.standard)
        return try? Terminal(TerminalOptions(environment: environment, theme: theme))
    }

    private static func choose(_ entries: [StartScreen.Entry], on terminal: Terminal) -> Ending {
        var screen = StartScreen(introduction: introduction.joined(separator: " "), entries: entries, size: terminal.size)
        var ending = Ending.left
        var isStale = true
        var loop = TerminalLoop(display: terminal, wakeups: [], clock: { SystemClock.now().uptime })
        let handlers = TerminalLoop.Handlers(
            onKeys: { keys in
                isStale = true
                for key in keys {
                    if key == .control("z") { terminal.suspend() }
                    if key == .control("l") { terminal.redraw() }
                    switch screen.handle(key) {
                    case .open: continue
                    case .left: return .leave
                    case .chosen(let index):
                        ending = .chosen(index)
                        return .leave
                    }
                }
                return .goOn
            }, onWake: { _ in .goOn }, timeout: { nil },
            draw: { _ in
                defer { isStale = false }
                return isStale ? screen.grid : nil
            })
        if case .signal(let number) = loop.run(handlers) { return .signal(number) }
        return ending
    }

    private static func perform(_ choice: StartChoice) throws {
        switch choice {
        case .tour: try Demo.parse(["--tour"]).run()
        case .demo: try Demo.parse([]).run()
        case .open(let path): try Console.run(path)
        case .makeLaunchFile(let plan): try Init.parse([plan]).run()
        case .help: Output.write(OpsConsole.helpMessage() + "\n")
        }
    }

    /// What is printed where nobody can choose.
    static func text(_ entries: [StartScreen.Entry]) -> String {
        let column = (entries.map { TextWidth.of($0.command) }.max() ?? 0) + 3
        var lines = ["opsconsole", ""] + introduction
        for (index, entry) in entries.enumerated() {
            if index == 0 || entries[index - 1].group != entry.group { lines += ["", entry.group] }
            let gap = String(repeating: " ", count: max(1, column - TextWidth.of(entry.command)))
            lines.append("  \(Printable.text(entry.command))\(gap)\(Printable.text(entry.title))")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
