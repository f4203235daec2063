import ArgumentParser
import ConsoleModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `opsconsole init PLAN.md [-o FILE]`
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a launch file for a Markdown plan.",
        discussion: "On a terminal it asks for the name and the versions; elsewhere it asks nothing. An existing file is never replaced.")

    @Argument(help: "A Markdown plan.")
    var plan: String

    @Option(name: [.short, .long], help: "The file to write; - for standard output.")
    var output = "launch.yaml"

    func run() throws {
        let directory = ProcessFacts.directory()
        let reading = LaunchReader.read(path: plan, environment: [:], directory: directory)
        guard let read = reading.plan, !reading.hasErrors else {
            for line in CheckReport(reading).problemLines { complain(line) }
            throw ExitCode(1)
        }
        let answers = isatty(0) == 1 && isatty(2) == 1 ? ask(about: read.name) : LaunchScaffold.Answers()
        let scaffold = LaunchScaffold(
            plan: read, planPath: ScaffoldPath.plan(plan, from: output, directory: directory), answers: answers,
            schema: InstalledSchema.path ?? LaunchScaffold.schemaBeside)
        guard output != "-" else { return print(scaffold.yaml, terminator: "") }
        try write(scaffold.yaml)
        print("wrote \(output)")
        if InstalledSchema.path == nil { print("for editors: opsconsole schema > \(LaunchScaffold.schemaBeside)") }
        if !scaffold.left.isEmpty { print("left to wire:") }
        for line in scaffold.left { print("  \(line)") }
    }

    private func ask(about name: String) -> LaunchScaffold.Answers {
        LaunchScaffold.Answers(
            name: answer("Name of the launch", usual: name), from: answer("Version that runs now", usual: nil),
            to: answer("Version to launch", usual: nil))
    }

    /// Nil for an empty answer.
    private func answer(_ question: String, usual: String?) -> String? {
        let hint = usual.map { " [\($0)]" } ?? " (Enter to leave it out)"
        _ = WholeWrite.write(Array("\(question)\(hint): ".utf8), to: 2)
        guard let line = readLine(), !line.allSatisfy(\.isWhitespace) else { return nil }
        return line
    }

    private func write(_ text: String) throws {
        let descriptor = open(output, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            let reason = errno == EEXIST ? "is there already; name another file with -o, or move it away" : String(cString: strerror(errno))
            complain("\(output): \(reason)")
            throw ExitCode(1)
        }
        defer { close(descriptor) }
        guard WholeWrite.write(Array(text.utf8), to: descriptor) else {
            complain("\(output): \(String(cString: strerror(errno))); the file is not complete")
            throw ExitCode(1)
        }
    }

    private func complain(_ line: String) { _ = WholeWrite.write(Array("\(line)\n".utf8), to: 2) }
}
