import ArgumentParser

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
        if CommandLine.arguments.count == 1 {
            Output.write(Welcome.text)
            return
        }
        guard let launch = Subcommands.launchToWatch(CommandLine.arguments.dropFirst()) else { return main(nil) }
        do { try Console.run(launch) } catch { exit(withError: error) }
    }
}

/// What a first start without arguments says.
enum Welcome {
    static let text = """
        opsconsole opens a launch plan as it was written and makes it live: checklists, health, triggers, logs, rollback.

          opsconsole demo              a launch on this machine that goes wrong, and how it is rolled back
          opsconsole PLAN.md           open the Markdown plan you have
          opsconsole init PLAN.md      make a launch file from it: services, logs and triggers wired up
          opsconsole launch.yaml       open a launch file
          opsconsole --help            everything else

        """
}

enum Version {
    static let text = "0.1.0"
}
