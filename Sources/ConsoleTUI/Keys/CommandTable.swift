import LaunchCore
import Synchronization

/// The console commands with the keys that are in force: the program's own, or some of them an operator's. All that shows or takes keys
/// goes by it.
public struct CommandTable: Sendable {
    /// In the order of the help.
    public let commands: [ConsoleCommand]
    /// The first key of each command whose keys are not the program's own, as it is shown; empty where it has none.
    let changedKeys: [String: String]
    /// Of a replay: its commands go before all others.
    let isReplay: Bool
    private let made = Made()

    /// What follows from the table, made when it is first asked for: the first picture needs little of it.
    private final class Made: Sendable {
        let maps = Mutex<[ConsoleCommand.Context: KeyMap]>([:])
        let hints = Mutex<[ConsoleCommand.Context: [ConsoleCommand]]>([:])
    }

    /// As the program has it.
    public static let standard = CommandTable(ConsoleCommand.all)

    /// The same keys, and those of a replay.
    public var inReplay: CommandTable { CommandTable(commands, isReplay: true) }

    init(_ commands: [ConsoleCommand], isReplay: Bool = false) {
        self.commands = commands
        self.isReplay = isReplay
        let changed = commands.filter { $0.keys != ConsoleCommand.named($0.name)?.keys }
        changedKeys = Dictionary(changed.map { ($0.name, $0.firstKey ?? "") }) { first, _ in first }
    }

    func map(for context: ConsoleCommand.Context) -> KeyMap {
        made.maps.withLock { maps in
            if let map = maps[context] { return map }
            let map = KeyMap(commands: commands(in: context))
            maps[context] = map
            return map
        }
    }

    /// The commands with a place in the hint line, the first first.
    func hints(for context: ConsoleCommand.Context) -> [ConsoleCommand] {
        made.hints.withLock { hints in
            if let commands = hints[context] { return commands }
            let commands = commands(in: context).filter { $0.hint > 0 }.sorted { $0.hint < $1.hint }
            hints[context] = commands
            return commands
        }
    }

    /// The commands whose keys are not the program's own.
    public var changed: [ConsoleCommand] { commands.filter { changedKeys[$0.name] != nil } }

    /// The first key of a command, as it is shown; `:name` for one that has none.
    public func key(_ command: String) -> String { named(command)?.firstKey ?? ":\(command)" }

    func named(_ name: String) -> ConsoleCommand? { commands.first { $0.name == name } }

    /// Those of everywhere first: what a pane says of a key goes before what is said of it everywhere.
    private func commands(in context: ConsoleCommand.Context) -> [ConsoleCommand] {
        let isPane = !context.isDialog && context != .everywhere
        let everywhere = isPane ? commands.filter { $0.contexts.contains(.everywhere) } : []
        let replay = isPane && isReplay ? commands.filter { $0.contexts.contains(.replay) } : []
        return everywhere + commands.filter { $0.contexts.contains(context) } + replay
    }
}

extension Snapshot {
    /// The first key of a command as it is in force; `:name` for one that has none.
    func key(_ command: String) -> String { optionalKey(command) ?? ":\(command)" }

    func optionalKey(_ command: String) -> String? {
        (keys[command] ?? ConsoleCommand.named(command)?.firstKey).flatMap { $0.isEmpty ? nil : $0 }
    }
}
