import LaunchCore

/// The console commands with the keys that are in force: the program's own, or some of them an operator's. All that shows or takes keys
/// goes by it.
public struct CommandTable: Sendable {
    /// In the order of the help.
    public let commands: [ConsoleCommand]
    /// The first key of each command whose keys are not the program's own, as it is shown; empty where it has none.
    public let changedKeys: [String: String]
    /// Of a replay: its commands go before all others.
    let isReplay: Bool
    /// Nil in the program's own table: what the first picture needs none of is made at the first key.
    private let maps: [ConsoleCommand.Context: KeyMap]?
    private let hints: [ConsoleCommand.Context: [HintLine.Hint]]?
    private let byName: [String: Int]?

    /// As the program has it.
    public static let standard = CommandTable()
    private static let standardMaps = maps(ConsoleCommand.all, isReplay: false)
    private static let standardHints = hints(ConsoleCommand.all, isReplay: false)

    /// The same keys, and those of a replay.
    public var inReplay: CommandTable { CommandTable(commands, isReplay: true) }

    private init() {
        commands = ConsoleCommand.all
        (isReplay, changedKeys, maps, hints, byName) = (false, [:], nil, nil, nil)
    }

    init(_ commands: [ConsoleCommand], isReplay: Bool = false) {
        self.commands = commands
        self.isReplay = isReplay
        let changed = commands.filter { $0.keys != ConsoleCommand.named($0.name)?.keys }
        changedKeys = Dictionary(changed.map { ($0.name, $0.firstKey ?? "") }) { first, _ in first }
        maps = Self.maps(commands, isReplay: isReplay)
        hints = Self.hints(commands, isReplay: isReplay)
        byName = Dictionary(commands.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
    }

    func map(for context: ConsoleCommand.Context) -> KeyMap { (maps ?? Self.standardMaps)[context] ?? KeyMap(commands: []) }

    /// What has a place in the hint line, the first first.
    func hints(for context: ConsoleCommand.Context) -> [HintLine.Hint] { (hints ?? Self.standardHints)[context] ?? [] }

    private static func maps(_ all: [ConsoleCommand], isReplay: Bool) -> [ConsoleCommand.Context: KeyMap] {
        Dictionary(
            uniqueKeysWithValues: ConsoleCommand.Context.allCases.map { context in
                (context, KeyMap(commands: commands(all, in: context, isReplay: isReplay)))
            })
    }

    private static func hints(_ all: [ConsoleCommand], isReplay: Bool) -> [ConsoleCommand.Context: [HintLine.Hint]] {
        Dictionary(
            uniqueKeysWithValues: ConsoleCommand.Context.allCases.map { context in
                let hinted = commands(all, in: context, isReplay: isReplay).filter { $0.hint > 0 }
                return (context, hinted.sorted { $0.hint < $1.hint }.compactMap(HintLine.Hint.init))
            })
    }

    /// The commands whose keys are not the program's own.
    public var changed: [ConsoleCommand] { commands.filter { changedKeys[$0.name] != nil } }

    /// The first key of a command, as it is shown; `:name` for one that has none.
    public func key(_ command: String) -> String { named(command)?.firstKey ?? ":\(command)" }

    func named(_ name: String) -> ConsoleCommand? {
        guard let byName else { return ConsoleCommand.named(name) }
        return byName[name].map { commands[$0] }
    }

    /// Those of everywhere first: what a pane says of a key goes before what is said of it everywhere.
    private static func commands(_ all: [ConsoleCommand], in context: ConsoleCommand.Context, isReplay: Bool) -> [ConsoleCommand] {
        let isPane = !context.isDialog && context != .everywhere
        let everywhere = isPane ? all.filter { $0.contexts.contains(.everywhere) } : []
        let replay = isPane && isReplay ? all.filter { $0.contexts.contains(.replay) } : []
        return everywhere + all.filter { $0.contexts.contains(context) } + replay
    }
}

extension Snapshot {
    /// The first key of a command as it is in force; `:name` for one that has none.
    func key(_ command: String) -> String { optionalKey(command) ?? ":\(command)" }

    func optionalKey(_ command: String) -> String? {
        (keys[command] ?? ConsoleCommand.named(command)?.firstKey).flatMap { $0.isEmpty ? nil : $0 }
    }
}
