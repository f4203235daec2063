import ArgumentParser
import ConsoleModel
import ConsoleTUI
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct Watch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Open a launch in the full-screen console. This is what `opsconsole LAUNCH` does.",
        discussion: """
            Starts the engine when none watches. Closing the console changes nothing: the engine goes on. With --plain, on a terminal \
            of type `dumb` and where the output is no terminal it prints lines instead, until the launch ends, with the exit code \
            that `status --exit-code` has then; 130 and 143 after Ctrl-C and SIGTERM, 0 where whoever read is gone.
            """)

    @OptionGroup var launch: LaunchArguments
    @OptionGroup var look: LookOptions
    @OptionGroup var lines: PlainOptions
    @Flag(name: .long, help: "Look only: no key of this console changes anything.") var readOnly = false
    @OptionGroup var ticks: TickOptions

    func validate() throws {
        if readOnly, ticks.writeTicks { throw ValidationError("--write-ticks changes the plan, and --read-only nothing: give one of them") }
    }

    func run() throws {
        try Console.run(
            launch.launch, state: launch.state, look: look.look, readOnly: readOnly, writesTicks: ticks.writeTicks,
            plain: lines.plain)
    }
}

/// How the console looks.
struct LookOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The theme; `opsconsole themes` lists them.", valueName: "NAME")) var theme: String?
    @Flag(name: .long, help: "Draw with ASCII characters alone.") var ascii = false
    @Flag(name: .long, help: "Take clicks and the wheel; selecting text then needs Shift.") var mouse = false

    var look: Look { Look(theme: theme, ascii: ascii, mouse: mouse) }
}

/// The same without what parses it.
struct Look {
    var theme: String?
    var ascii = false
    var mouse = false
}

/// Lines instead of a screen.
struct PlainOptions: ParsableArguments {
    @Flag(name: .long, help: "No screen: a summary, then one line for each change. So it is where the output is no terminal, too.")
    var plain = false
}

/// The full-screen console from opening to leaving.
enum Console {
    /// - Parameters:
    ///   - path: the launch, as the operator named it.
    ///   - state: `--state`, when it was given.
    /// - Throws: `ExitCode`, after the reason was said on standard error.
    static func run(
        _ path: String, state: String? = nil, look: Look = Look(), readOnly: Bool = false, writesTicks: Bool = false, plain: Bool = false
    ) throws {
        if plain || PlainConsole.isNeeded() {
            do {
                return try PlainConsole.run(
                    Session.request(path, state: state, readOnly: readOnly), ascii: look.ascii, writesTicks: writesTicks)
            } catch { throw Session.failure(error) }
        }
        let headStart = readOnly ? nil : HeadStart(launchFile: path, given: state, then: warmDrawing)
        do {
            let request = Session.request(path, state: state, readOnly: readOnly)
            let reading = OpenLaunch.read(request)
            let plan = try reading.usable()
            let logs = try LogStore(sources: plan.logs.filter(\.isLocalFile), directory: request.launchDirectory)
            let themes = ThemeLibrary(environment: request.environment)
            var options = TerminalOptions(
                environment: request.environment, theme: try themes.theme(named: look.theme ?? ThemeLibrary.standard))
            options.ascii = look.ascii
            options.mouse = look.mouse
            let terminal = try Terminal(options)
            let ending: TerminalLoop.Ending
            do {
                let launch = try OpenLaunch(request, reading: reading, headStart: headStart)
                let session = try ConsoleSession(
                    launch, logs: logs, readOnly: readOnly, themes: themes, size: terminal.size, writesTicks: writesTicks)
                let presence = try? Presence(joining: launch)
                defer { presence?.leave() }
                ending = session.run(on: terminal)
            } catch {
                terminal.restore()
                throw error
            }
            terminal.restore()
            if case .signal(let number) = ending { throw ExitCode(128 + number) }
        } catch { throw Session.failure(error) }
    }

    /// What the first picture needs is looked up while the plan is read.
    @Sendable private static func warmDrawing() { _ = Screen.draw(.empty, ScreenState(plan: Snapshot.empty.plan, width: 120, height: 40)) }
}

extension Snapshot {
    /// Of no launch at all.
    fileprivate static var empty: Snapshot {
        Snapshot(
            plan: Plan(name: "", id: ""), state: LaunchState(), live: LiveState(), now: SystemClock.now(),
            verdict: Verdict(.preparing, reason: ""), engine: EngineStatus(alive: false), operators: [],
            me: Actor(role: .operator, name: "", host: ""))
    }
}

extension Presence {
    /// Shows the other consoles of a launch that this operator has one open.
    convenience init?(joining launch: OpenLaunch) throws(SystemError) {
        let holder = Lease.Holder(pid: ProcessFacts.pid, host: launch.actor.host, since: SystemClock.moment())
        try self.init(of: launch.actor.name, in: launch.folder.presence, as: holder, mode: launch.folder.modes.file)
    }
}
