import ArgumentParser

/// What every subcommand that opens a launch takes.
struct LaunchArguments: ParsableArguments {
    @Argument(help: "A launch file (YAML), or a Markdown plan alone.", completion: .file(extensions: ["yaml", "yml", "md"]))
    var launch: String

    @Option(name: .long, help: ArgumentHelp("Keep the launch's state in this directory.", valueName: "DIR"), completion: .directory)
    var state: String?
}

/// A reason, where one must be given.
struct ReasonArgument: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Why, in a few words; it goes into the record.", valueName: "TEXT"))
    var reason: String
}
