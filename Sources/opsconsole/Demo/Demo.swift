import ArgumentParser
import ConsoleModel
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `opsconsole demo`: sets up the parts, then does what `watch` does with the launch file they come with.
struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "A launch on this machine that goes wrong; no set-up, no network.",
        discussion: """
            Serves a small shop on the loopback interface and opens its launch: the checkout moves from 1.4.2 to 1.5.0. Run the plan's \
            deployment, or wait for the pipeline to do it; the new version goes bad after some twenty seconds, and you, or the \
            countdown, roll it back.
            """)

    @OptionGroup var look: LookOptions
    @OptionGroup var lines: PlainOptions

    @Option(help: ArgumentHelp("So many times faster than life, 0.1 to 100.", valueName: "N"))
    var speed: Double = 1

    @Flag(help: "Deploy nothing until an operator runs the plan's deployment.")
    var manual = false

    @Flag(help: "Walk through the screens step by step; the launch waits for you.")
    var tour = false

    @Option(help: ArgumentHelp("Play in this directory, new or empty, and keep it.", valueName: "DIR"), completion: .directory)
    var directory: String?

    @Flag(help: "Keep the directory, and let what runs on the launch go on.")
    var keep = false

    @Flag(help: "Set up the parts without a console, say where, and wait for Ctrl-C.")
    var noConsole = false

    func validate() throws {
        guard (0.1...100).contains(speed) else { throw ValidationError("--speed is a number from 0.1 to 100") }
        if tour, lines.plain || noConsole {
            throw ValidationError("--tour is a walk through the screens: leave --plain and --no-console out")
        }
    }

    func run() throws {
        let stage: DemoStage
        do {
            guard let executable = ProcessFacts.executable() else { throw DemoError("this system does not tell where the program is") }
            stage = try DemoStage.prepare(
                at: directory, under: getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp", pace: DemoPace(speed: speed),
                manual: manual || tour, executable: executable)
        } catch { throw Session.failure(error) }
        // Seen again once the console is gone, however it went.
        Output.write(stage.launchPath + "\n")
        guard !noConsole else {
            waitForInterrupt()
            return strike(stage)
        }
        let opening = Console.Opening(look: look.look, plain: lines.plain, remembers: false, tour: tour ? DemoTour.steps : [])
        do { try Console.run(stage.launchPath, opening) } catch {
            // A lost terminal is no wish to end: whatever watches or rolls back goes on, to be looked at again.
            if let code = error as? ExitCode, code.rawValue > 128, code.rawValue != 128 + SIGINT { throw error }
            strike(stage)
            throw error
        }
        strike(stage)
    }

    private func strike(_ stage: DemoStage) {
        let again = "look again: opsconsole \(stage.launchPath)"
        if keep { return Output.write("the demo goes on; \(again)\n") }
        let crew = DemoCrew(launchFile: stage.launchPath)
        if crew.isRunning { return Output.write("a run is under way and goes on; \(again)\n") }
        crew.endEngine(within: .seconds(3))
        stage.endShop()
        if stage.isTemporary {
            stage.directory.remove()
        } else {
            Output.write("the demo is over; its record is kept: \(again) --read-only\n")
        }
    }

    private func waitForInterrupt() {
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
        sigprocmask(SIG_BLOCK, &signals, nil)
        var received: Int32 = 0
        sigwait(&signals, &received)
    }
}
