import ArgumentParser
import ConsoleModel
import LaunchCore

/// `opsconsole doctor [LAUNCH]`
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Find out what would fail, before it does.",
        discussion: """
            Looks at the terminal, this host's limits and, where a launch is named, at its plan, state directory, logs, the programs of its \
            rollback and the hosts it names; those are asked through ssh, without ever prompting. Exits with 1 when something would fail.
            """)

    @Argument(help: "A launch file (YAML), or a Markdown plan alone.", completion: .file(extensions: ["yaml", "yml", "md"]))
    var launch: String?

    @Option(help: ArgumentHelp("Where the launch's state is kept.", valueName: "DIR"), completion: .directory)
    var state: String?

    @Flag(help: "Signs in ASCII.")
    var ascii = false

    func run() throws {
        let environment = ProcessFacts.environment()
        let terminal = TerminalFacts.gather(environment: environment)
        let reading = launch.map { LaunchReader.read(path: $0, environment: environment, directory: ProcessFacts.directory()) }
        let place = stateDirectory(reading?.plan, environment)
        var findings = terminal.findings
        findings += HostFacts.gather(environment: environment, user: ProcessFacts.loginName(environment), state: place).findings
        if let launch, let reading {
            findings += LaunchFacts.gather(reading, path: launch, environment: environment).findings
        }
        findings += KeyFacts.gather(environment: environment).findings
        let report = DoctorReport(findings: findings)
        for line in report.lines(ascii: ascii || !terminal.drawsUnicode) { print(line) }
        if report.foundFailure { throw ExitCode(1) }
    }

    private func stateDirectory(_ plan: Plan?, _ environment: [String: String]) -> Result<StateDirectory, StateError>? {
        guard let launch, let plan else { return nil }
        return Result { () throws(StateError) in
            try StateDirectory(launchFile: launch, id: plan.id, given: state, environment: environment)
        }
    }
}
