import ArgumentParser
import ConsoleModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `opsconsole check LAUNCH [--json]`
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Show what was read from a launch file or plan, and every problem.",
        discussion: "Exits with 1 when there are errors; warnings and notes leave it at 0.")

    @Argument(help: "A launch file (launch.yaml) or a Markdown plan.")
    var launch: String

    @Flag(help: "Print one JSON object, as documented in docs/plan-format.md.")
    var json = false

    func run() throws {
        let reading = LaunchReader.read(path: launch, environment: ProcessFacts.environment(), directory: ProcessFacts.directory())
        let report = CheckReport(reading)
        if json {
            print(report.json)
        } else {
            for line in report.summary { print(line) }
            if !report.summary.isEmpty, !report.problemLines.isEmpty { print() }
            for line in report.problemLines { print(line) }
        }
        if report.foundErrors { throw ExitCode(1) }
    }
}
