import ArgumentParser
import ConsoleModel
import LaunchCore

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Who did what, when and on what evidence; how long it took to detect, decide, roll back, recover.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case md, json, html

        var report: ReportFormat {
            switch self {
            case .md: .markdown
            case .json: .json
            case .html: .html
            }
        }
    }

    @OptionGroup var launch: LaunchArguments
    @Option(help: "md, json or html") var format = Format.md

    func run() throws {
        let opened = try Session.open(launch, readOnly: true)
        do {
            let now = SystemClock.moment()
            let report = Report(
                plan: opened.plan, records: try opened.journal.records(), check: try opened.journal.verify(), place: opened.commandPlace,
                now: now)
            Output.write(report.text(as: format.report, offset: SystemClock.zoneOffset(at: now)))
        } catch { throw Session.failure(error) }
    }
}
