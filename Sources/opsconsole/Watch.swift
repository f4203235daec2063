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
            launch.launch,
            .init(state: launch.state, look: look.look, readOnly: readOnly, writesTicks: ticks.writeTicks, plain: lines.plain))
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
    /// How a launch is opened.
    struct Opening {
        /// `--state`, when it was given.
        var state: String?
        var look = Look()
        var readOnly = false
        var writesTicks = false
        /// In lines, where there is a screen, too.
        var plain = false
        /// Whether `opsconsole` alone is to offer this launch again.
        var remembers = true
        /// What a newcomer is shown, step by step.
        var tour: [TourStep] = []
    }

    /// - Parameter path: the launch, as the operator named it.
    /// - Throws: `ExitCode`, after the reason was said on standard error.
    static func run(_ path: String, _ opening: Opening = Opening()) throws {
        if opening.plain || PlainConsole.isNeeded() {
            do {
                return try PlainConsole.run(
                    Session.request(path, state: opening.state, readOnly: opening.readOnly), ascii: opening.look.ascii,
                    writesTicks: opening.writesTicks, remembers: opening.remembers)
            } catch { throw Session.failure(error) }
        }
        do {
            let ending = try onScreen(path, opening)
            if case .signal(let number) = ending { throw ExitCode(128 + number) }
        } catch { throw Session.failure(error) }
    }

    private static func onScreen(_ path: String, _ opening: Opening) throws -> TerminalLoop.Ending {
        let headStart = opening.readOnly ? nil : HeadStart(launchFile: path, given: opening.state, then: warmDrawing)
        let request = Session.request(path, state: opening.state, readOnly: opening.readOnly)
        let keys = KeyBindings.begin(environment: request.environment)
        let reading = OpenLaunch.read(request)
        let plan = try reading.usable()
        let logs = try LogStore(
            sources: plan.logs.filter(\.isLocalFile), directory: request.launchDirectory, mayRunCommands: false)
        let themes = ThemeLibrary(environment: request.environment)
        let theme = opening.look.theme ?? ThemeLibrary.standard
        var options = TerminalOptions(environment: request.environment, theme: try themes.theme(named: theme))
        options.ascii = opening.look.ascii
        options.mouse = opening.look.mouse
        let terminal = try Terminal(options)
        defer { terminal.restore() }
        let launch = try OpenLaunch(request, reading: reading, headStart: headStart)
        if opening.remembers { RecentLaunches(environment: request.environment)?.noteLater(RecentLaunches.Entry(launch)) }
        var session = try ConsoleSession(
            launch, logs: logs, readOnly: opening.readOnly, themes: themes, theme: theme, keys: keys,
            size: terminal.size, writesTicks: opening.writesTicks, tour: opening.tour)
        while true {
            let ending = watch(session, on: terminal)
            guard session.beginsAnew else { return ending }
            let next = try next(request)
            let logs = try LogStore(
                sources: next.plan.logs.filter(\.isLocalFile), directory: request.launchDirectory, mayRunCommands: false)
            session = try ConsoleSession(
                next, logs: logs, readOnly: opening.readOnly, themes: themes, theme: session.themeName,
                keys: KeyBindings.begin(environment: request.environment), size: terminal.size, writesTicks: opening.writesTicks)
        }
    }

    private static func watch(_ session: ConsoleSession, on terminal: Terminal) -> TerminalLoop.Ending {
        let presence = try? Presence(joining: session.launch)
        defer { presence?.leave() }
        return session.run(on: terminal)
    }

    /// The launch after the finished one. Where somebody else has begun it meanwhile, theirs.
    private static func next(_ request: OpenLaunch.Request) throws -> OpenLaunch {
        do { return try OpenLaunch(request, beginningNext: true) } catch is Refusal { return try OpenLaunch(request) }
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

extension RecentLaunches.Entry {
    init(_ launch: OpenLaunch) { self.init(path: launch.path, name: launch.plan.name, openedAt: SystemClock.moment()) }
}

extension Presence {
    /// Shows the other consoles of a launch that this operator has one open.
    convenience init?(joining launch: OpenLaunch) throws(SystemError) {
        let holder = Lease.Holder(pid: ProcessFacts.pid, host: launch.actor.host, since: SystemClock.moment())
        try self.init(of: launch.actor.name, in: launch.folder.presence, as: holder, mode: launch.folder.modes.file)
    }
}
