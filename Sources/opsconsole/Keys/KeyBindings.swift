import ConsoleModel
import ConsoleTUI
import LaunchCore

/// The keys in force: the program's own, changed by an operator's file where there is one.
struct KeyBindings: Sendable {
    var table: CommandTable
    /// What is wrong with the file; the program's keys stay in force there.
    var problems: [Problem]

    static let standard = KeyBindings(table: .standard, problems: [])

    init(table: CommandTable, problems: [Problem]) {
        self.table = table
        self.problems = problems
    }

    init(_ file: KeysFile) {
        let wishes = file.entries.map { entry in
            KeyWish(entry.command, at: entry.place, entry.keys.map { KeyWish.Sequence($0.text, at: $0.place) })
        }
        let (table, problems) = CommandTable.standard(changedBy: wishes)
        self.init(table: table, problems: file.problems + problems)
    }

    /// Reads the operator's file now.
    static func load(environment: [String: String]) -> KeyBindings {
        guard let path = KeysFile.path(environment: environment), KeysFile.exists(at: path) else { return .standard }
        return KeyBindings(KeysFile(path: path))
    }

    /// Reads it on another thread; nil where there is none, which is found out at the cost of one call of the system.
    static func begin(environment: [String: String]) -> BackgroundValue<KeyBindings>? {
        guard let path = KeysFile.path(environment: environment), KeysFile.exists(at: path) else { return nil }
        return try? BackgroundValue { KeyBindings(KeysFile(path: path)) }
    }
}

extension ScreenState {
    /// Goes by the operator's keys, and tells what is wrong with them.
    mutating func use(_ keys: KeyBindings, now: Moment) {
        use(keys.table)
        guard let first = keys.problems.first else { return }
        let more = keys.problems.count > 1 ? " (+\(keys.problems.count - 1) more)" : ""
        warn("\(first.location.file):\(first.location.line):\(first.location.column): \(first.message)\(more) · opsconsole keys", now: now)
    }
}
