import LaunchCore

extension CommandTable {
    /// The table with an operator's keys. A wish that is wrong changes nothing: its command keeps the keys it has.
    ///
    /// - Returns: the table, and what is wrong with the wishes, each at its place in the file.
    public static func standard(changedBy wishes: [KeyWish]) -> (table: CommandTable, problems: [Problem]) {
        var problems: [Problem] = []
        let readable = wishes.filter { wish in
            let wrong = wish.mistakes
            problems += wrong
            return wrong.isEmpty
        }
        var good = readable
        while let (index, problem) = clash(among: good) {
            problems.append(problem)
            good.remove(at: index)
        }
        problems.sort { ($0.location.line, $0.location.column) < ($1.location.line, $1.location.column) }
        return (good.isEmpty ? .standard : CommandTable(commands(with: good)), problems)
    }

    private static func commands(with wishes: [KeyWish]) -> [ConsoleCommand] {
        let keys = Dictionary(wishes.map { ($0.command, $0.sequences.map { Key.names(Key.sequence($0.text)) }) }) { $1 }
        return ConsoleCommand.all.map { command in
            var command = command
            if let wanted = keys[command.name] { command.keys = wanted }
            return command
        }
    }

    /// The first wish whose keys lead to another command on the same screen, too; of two wishes the later one.
    private static func clash(among wishes: [KeyWish]) -> (Int, Problem)? {
        let commands = commands(with: wishes).map { command in (command, command.keys.map(Key.sequence)) }
        for (index, wish) in wishes.enumerated().reversed() {
            guard let (own, keys) = commands.first(where: { $0.0.name == wish.command }) else { continue }
            for (sequence, wanted) in zip(keys, wish.sequences) {
                for (other, others) in commands where other.name != own.name && other.shares(own) {
                    guard let taken = others.first(where: { $0.begins(sequence) || sequence.begins($0) }),
                        !(own.has(sequence) && other.has(taken))
                    else { continue }
                    return (index, problem(wanted, sequence, other, taken, own))
                }
            }
        }
        return nil
    }

    private static func problem(
        _ wanted: KeyWish.Sequence, _ sequence: [Key], _ other: ConsoleCommand, _ taken: [Key], _ own: ConsoleCommand
    ) -> Problem {
        let keys = Key.names(sequence), others = Key.names(taken)
        let what =
            if sequence == taken {
                "`\(keys)` is `\(other.name)` already\(other.place(with: own))"
            } else if sequence.count < taken.count {
                "`\(keys)` begins `\(others)`, which is `\(other.name)`\(other.place(with: own)) and could not be typed any more"
            } else {
                "`\(others)` is `\(other.name)`\(other.place(with: own)), so `\(keys)` could never be typed"
            }
        return Problem(.error, at: wanted.place, what + "; choose another key, or give `\(other.name)` another one")
    }
}

extension KeyWish {
    /// What is wrong with it, whatever else is wished.
    fileprivate var mistakes: [Problem] {
        let names = ConsoleCommand.all.map(\.name)
        guard names.contains(command) else {
            let near = NearWord.nearest(to: command, among: names).map { "did you mean `\($0)`?" }
            let advice = near ?? "`opsconsole keys` lists the commands"
            return [Problem(.error, at: place, "there is no command `\(Printable.text(command, limit: 60))`; \(advice)")]
        }
        if sequences.isEmpty, let need = Self.needed[command] {
            return [Problem(.error, at: place, "without a key for `\(command)` \(need); give it one")]
        }
        return sequences.compactMap(\.mistake)
    }

    /// Commands that must have a key, and what would be without one.
    private static let needed = ["leave": "the console could not be closed", "close": "a page could not be closed"]
}

extension KeyWish.Sequence {
    fileprivate var mistake: Problem? {
        let names = text.split(separator: " ").map(String.init)
        func wrong(_ words: String) -> Problem { Problem(.error, at: place, words) }
        if names.isEmpty { return wrong("no key is named; write one, like `x` or `g r`, or `none` to take the keys away") }
        if names.count > 4 { return wrong("a sequence has at most four keys; leave some out") }
        for name in names {
            let shown = Printable.text(name, limit: 40)
            guard let key = Key(name: name) else {
                return wrong("`\(shown)` is no key; write `x`, `^X`, `M-x`, `F5`, `Space`, `Enter`, `Esc`, `Tab`, `Up`, `PgDn`, `Home`…")
            }
            if let sent = key.arrivesAs { return wrong("terminals send `\(shown)` as `\(sent)`; write `\(sent)`") }
            if key == .escape, names.count > 1 { return wrong("`Esc` leaves a sequence, so it cannot be in one; choose another key") }
        }
        return nil
    }
}

extension ConsoleCommand {
    /// Whether both can be given on some screen.
    fileprivate func shares(_ other: ConsoleCommand) -> Bool {
        if !contexts.isDisjoint(with: other.contexts) { return true }
        return contexts.contains(.everywhere) && other.isOfAPane || other.contexts.contains(.everywhere) && isOfAPane
    }

    private var isOfAPane: Bool { contexts.contains { !$0.isDialog && $0 != .replay } }

    /// Whether the program itself gives it these keys. What is said of a key twice there is meant so.
    fileprivate func has(_ keys: [Key]) -> Bool { ConsoleCommand.named(name)?.keys.contains { Key.sequence($0) == keys } ?? false }

    /// Where both can be given, for a sentence.
    fileprivate func place(with other: ConsoleCommand) -> String {
        let both = contexts.intersection(other.contexts)
        let places = both.isEmpty ? (contexts.contains(.everywhere) ? other.contexts : contexts) : both
        guard !places.contains(.everywhere), let first = Context.allCases.first(where: places.contains) else { return "" }
        return " in \(first.words)"
    }
}

extension ConsoleCommand.Context {
    fileprivate var words: String {
        switch self {
        case .everywhere: "every screen"
        case .overview: "the overview"
        case .checklist: "the checklist"
        case .status: "the services"
        case .triggers: "triggers and windows"
        case .logs: "the logs"
        case .record: "the record"
        case .replay: "a replay"
        case .run: "a run"
        case .page: "help and details"
        }
    }
}

extension Array where Element == Key {
    fileprivate func begins(_ other: [Key]) -> Bool { other.starts(with: self) }
}
