import ArgumentParser
import ConsoleModel
import LaunchCore

/// `opsconsole role LAUNCH HEADING ROLE`
struct RoleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: "Say what a section of the plan is; the launch file keeps it.",
        discussion: "For sections whose words do not tell. A running launch shows what changes by it, and asks to accept it.")

    @Argument(help: "The launch file (YAML).", completion: .file(extensions: ["yaml", "yml"])) var launch: String
    @Argument(help: "The section's heading, or words that only it has.") var section: String
    @Argument(help: "One of \(SectionRole.allCases.map(\.rawValue).joined(separator: ", ")).") var role: SectionRole

    func run() throws {
        do {
            let directory = ProcessFacts.directory()
            let reading = LaunchReader.read(path: launch, environment: ProcessFacts.environment(), directory: directory)
            let title = try heading(in: reading.plan?.documents.flatMap(\.sections) ?? [])
            let path = launch.hasPrefix("/") ? launch : "\(directory)/\(launch)"
            do { try RoleWriter.write(role, section: title, launchFile: path) } catch { throw Refusal(error.message, instead: "") }
            print("\(title): \(role.rawValue)")
        } catch { throw Session.failure(error) }
    }

    private func heading(in sections: [PlanSection]) throws -> String {
        let titles = sections.filter { $0.level > 0 }.map(\.title)
        if titles.contains(section) { return section }
        let words = section.lowercased().split(separator: " ")
        let found = Set(titles.filter { title in words.allSatisfy { title.lowercased().contains($0) } }).sorted()
        guard let only = found.first, found.count == 1 else {
            let instead =
                found.isEmpty ? "`opsconsole check` shows what was read" : "it could be " + found.prefix(5).joined(separator: "; ")
            throw Refusal(found.isEmpty ? "no heading of the plan has these words" : "these words fit several headings", instead: instead)
        }
        return only
    }
}

extension SectionRole: ExpressibleByArgument {}
