import ArgumentParser

/// Writes the manual page, or a chapter of the documents, to standard output; `make install` and `make docs` call it.
struct Manual: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "manual", abstract: "Write the manual page.", shouldDisplay: false)

    @Flag(help: "Write docs/keys.md instead.")
    var keys = false

    func run() throws {
        print(keys ? KeyReference().markdown : ManualPage(of: OpsConsole.self).text, terminator: "")
    }
}
