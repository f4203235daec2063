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
        discussion: "Starts the engine when none watches. Closing the console changes nothing: the engine goes on.")

    @OptionGroup var launch: LaunchArguments
    @OptionGroup var look: LookOptions
    @Flag(name: .long, help: "Look only: no key of this console changes anything.") var readOnly = false
    @OptionGroup var ticks: TickOptions

    func validate() throws {
        if readOnly, ticks.writeTicks { throw ValidationError("--write-ticks changes the plan, and --read-only nothing: give one of them") }
    }

    func run() throws { try Console.run(launch, look: look, readOnly: readOnly, writesTicks: ticks.writeTicks) }
}

/// How the console looks.
struct LookOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The theme; `opsconsole themes` lists them.", valueName: "NAME")) var theme: String?
    @Flag(name: .long, help: "Draw with ASCII characters alone.") var ascii = false
    @Flag(name: .long, help: "Take clicks and the wheel; selecting text then needs Shift.") var mouse = false
}

extension LookOptions {
    /// As parsed from nothing.
    static var standard: LookOptions {
        var look = LookOptions()
        look.theme = nil
        look.ascii = false
        look.mouse = false
        return look
    }
}

/// The full-screen console from opening to leaving.
enum Console {
    /// - Throws: `ExitCode`, after the reason was said on standard error.
    static func run(_ arguments: LaunchArguments, look: LookOptions, readOnly: Bool, writesTicks: Bool = false) throws {
        let environment = ProcessFacts.environment()
        HeadStart.begin { _ = Screen.draw(.empty, ScreenState(plan: Snapshot.empty.plan, width: 120, height: 40)) }
        do {
            let themes = ThemeLibrary(environment: environment)
            let launch = try Session.open(arguments, readOnly: readOnly)
            var options = TerminalOptions(environment: environment, theme: try themes.theme(named: look.theme ?? ThemeLibrary.standard))
            options.ascii = look.ascii
            options.mouse = look.mouse
            let terminal = try Terminal(options)
            let ending: TerminalLoop.Ending
            do {
                let session = try ConsoleSession(launch, readOnly: readOnly, themes: themes, size: terminal.size, writesTicks: writesTicks)
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
