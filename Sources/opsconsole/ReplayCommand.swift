import ArgumentParser
import ConsoleModel
import ConsoleTUI
import LaunchCore

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Walk through a launch again, on the screens it was watched on.",
        discussion: "Space pauses, [ and ] step from record to record, q leaves. Nothing can be changed; long silences are cut short.")

    @OptionGroup var launch: LaunchArguments
    @OptionGroup var look: LookOptions
    @Option(name: .long, help: ArgumentHelp("How many times faster than it was.", valueName: "N")) var speed = 10.0

    func validate() throws {
        if !(0.1...10_000).contains(speed) { throw ValidationError("--speed is from 0.1 to 10000") }
    }

    func run() throws {
        let environment = ProcessFacts.environment()
        do {
            let themes = ThemeLibrary(environment: environment)
            let launch = try Session.open(launch, readOnly: true)
            let records = try launch.journal.records()
            var options = TerminalOptions(environment: environment, theme: try themes.theme(named: look.theme ?? ThemeLibrary.standard))
            options.ascii = look.ascii
            options.mouse = look.mouse
            let terminal = try Terminal(options)
            let session = ReplaySession(
                launch.plan, records, me: launch.actor, place: launch.commandPlace, speed: speed, themes: themes,
                keys: .load(environment: environment), size: terminal.size)
            let ending = session.run(on: terminal)
            terminal.restore()
            if case .signal(let number) = ending { throw ExitCode(128 + number) }
        } catch { throw Session.failure(error) }
    }
}
