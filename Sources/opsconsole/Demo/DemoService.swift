import ArgumentParser
import ConsoleModel
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The demo's shop as a process of its own; `opsconsole demo` starts it. Prints its two ports and serves until it is no longer needed.
struct DemoService: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo-service", abstract: "Serves the shop that `demo` plays with.", shouldDisplay: false)

    @Option(help: "Where the demo's files are.")
    var directory: String

    @Option(help: "How much faster than life.")
    var speed: Double = 1

    @Flag(help: "Deploy nothing without an operator.")
    var manual = false

    func run() throws {
        signal(SIGPIPE, SIG_IGN)
        var shop = try DemoShop(
            directory: DemoDirectory(path: directory), pace: DemoPace(speed: speed), schedule: manual ? nil : .seconds(45), lease: 0,
            now: SystemClock.now().uptime)
        announce("\(shop.web.number) \(shop.database.number)\n")
        while shop.step(SystemClock.now()) { shop.serve { SystemClock.now().uptime } }
    }

    /// Standard output is closed behind it: whoever started the shop waits for no more.
    private func announce(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(1, bytes, bytes.count)
        let nowhere = open("/dev/null", O_WRONLY)
        dup2(nowhere, 1)
        close(nowhere)
    }
}
