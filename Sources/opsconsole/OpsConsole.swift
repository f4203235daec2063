import ArgumentParser

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@main
struct OpsConsole: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "opsconsole",
        abstract: "Opens a launch plan as it was written and makes it live in the terminal.",
        discussion: "`opsconsole PLAN.md` and `opsconsole launch.yaml` open a launch; `opsconsole demo` shows one that goes wrong.",
        version: Version.text,
        subcommands: Subcommands.meant(by: CommandLine.arguments.dropFirst()),
        defaultSubcommand: Subcommands.meant(by: CommandLine.arguments.dropFirst()).first)

    static func main() {
        if CommandLine.arguments.count == 1 { Start.run() }
        if let advice = Subcommands.advice(on: CommandLine.arguments.dropFirst(), exists: { access($0, F_OK) == 0 }) {
            Output.error("opsconsole: \(advice)")
            exit(withError: ExitCode(2))
        }
        guard let launch = Subcommands.launchToWatch(CommandLine.arguments.dropFirst()) else { return main(nil) }
        do { try Console.run(launch) } catch { exit(withError: error) }
    }
}

enum Version {
    static let text = "0.1.0"
}
