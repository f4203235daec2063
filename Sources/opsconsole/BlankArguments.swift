import ArgumentParser
import LaunchCore

/// Values for what a procedure leaves open.
struct BlankArguments: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("What stands for a blank of the steps, such as `<commit_hash>`; once for each.", valueName: "NAME=VALUE"))
    var fill: [String] = []

    func validate() throws {
        if let wrong = fill.first(where: { !$0.contains("=") || $0.hasPrefix("=") || $0.hasSuffix("=") }) {
            throw ValidationError("--fill wants NAME=VALUE, and `\(wrong)` is none")
        }
    }

    /// By the blank as it is written in the steps.
    func values(for procedure: Procedure?) throws -> [String: String] {
        let blanks = procedure?.blanks ?? []
        var values: [String: String] = [:]
        for pair in fill {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard let blank = blanks.first(where: { Blanks.name(of: $0) == parts[0] }) else {
                let names = blanks.map { "`\(Blanks.name(of: $0))`" }.joined(separator: ", ")
                throw Session.failure(
                    Refusal(
                        "no step has a blank `\(parts[0])`", instead: blanks.isEmpty ? "leave --fill out" : "there is \(names)"))
            }
            values[blank] = parts[1]
        }
        return values
    }
}
