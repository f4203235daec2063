import ArgumentParser
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

    @Option(help: ArgumentHelp("So many times faster than life, 0.1 to 100.", valueName: "N"))
    var speed: Double = 1

    @Flag(help: "Deploy nothing until an operator runs the plan's deployment.")
    var manual = false

    @Option(help: ArgumentHelp("Play in this directory, new or empty, and keep it.", valueName: "DIR"), completion: .directory)
    var directory: String?

    @Flag(help: "Keep the directory, and let what still runs on the launch go on.")
    var keep = false

    @Flag(help: "Set up the parts without a console, say where, and wait for Ctrl-C.")
    var noConsole = false

    @OptionGroup var look: LookOptions

    func validate() throws {
        guard (0.1...100).contains(speed) else { throw ValidationError("--speed is a number from 0.1 to 100") }
    }

    func run() throws {
        let temporary = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        guard let executable = realpath("/proc/self/exe", nil) else { throw DemoError("find", "this program") }
        defer { free(executable) }
        let stage = try DemoStage.prepare(
            at: directory, under: temporary, pace: DemoPace(speed: speed), manual: manual, executable: String(cString: executable))
        defer { stage.end() }
        guard noConsole else { return try Console.run(LaunchArguments.parse([stage.launchPath]), look: look, readOnly: false) }
        print(stage.launchPath)
        fflush(nil)
        waitForInterrupt()
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
