import LaunchCore

/// One thing the operator can ask of the console. The one table of them (`ConsoleCommand.all`) feeds the key map, the hint line,
/// the palette, the help, the mouse, the manual page and the documents; `CommandTable` has it with an operator's own keys.
public struct ConsoleCommand: Sendable {
    /// Where a command can be given.
    public enum Context: String, CaseIterable, Hashable, Sendable {
        /// On every screen without a dialog.
        case everywhere
        case overview, checklist, status, triggers, logs, record
        /// On every screen of a replay, where it goes before all else.
        case replay
        /// The progress of a run.
        case run
        /// A page of text: details, help.
        case page
    }

    /// What it can do to the launch.
    public enum Risk: String, Hashable, Sendable {
        /// Nothing: it moves about the screen.
        case none
        /// It writes a record.
        case records
        /// It leads to commands being run.
        case runs
    }

    /// Unique; what the palette and the documents call it: `roll-back`.
    public let name: String
    /// Each a sequence of keys by name: `Space`, `w o`.
    public internal(set) var keys: [String]
    /// Two or three words for the hint line: `roll back`.
    public let title: String
    /// One sentence for the help and the manual.
    public let help: String
    public let contexts: Set<Context>
    public let risk: Risk
    /// How early it stands in the hint line; 0 keeps it out.
    let hint: Int
    /// What the commands have in common whose sequences begin with the same key: the hint line shows them as one.
    let group: String?
    /// Why it cannot be given now, in words; nil when it can. Cheap: asked for every hint of every screen.
    let disabled: @Sendable (Snapshot, ScreenState) -> String?
    let perform: @Sendable (inout ScreenState, Snapshot) -> [ConsoleAction]

    init(
        _ name: String, keys: [String], title: String, help: String, in contexts: Set<Context> = [.everywhere], risk: Risk = .none,
        hint: Int = 0, group: String? = nil, disabled: @escaping @Sendable (Snapshot, ScreenState) -> String? = { _, _ in nil },
        perform: @escaping @Sendable (inout ScreenState, Snapshot) -> [ConsoleAction]
    ) {
        self.name = name
        self.keys = keys
        self.title = title
        self.help = help
        self.contexts = contexts
        self.risk = risk
        self.hint = hint
        self.group = group
        self.disabled = disabled
        self.perform = perform
    }

    /// Every command, in the order of the help.
    public static let all: [ConsoleCommand] =
        checklist + [undo] + watching + launch + runs + logs + record + replay + moving + screen + tour

    public static func named(_ name: String) -> ConsoleCommand? { byName[name] }

    private static let byName: [String: ConsoleCommand] = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

    /// Why it is refused now: the risks have one gate, here; then its own reasons.
    public func refusal(_ snapshot: Snapshot, _ state: ScreenState) -> String? {
        if risk != .none, snapshot.readOnly, !Self.onlyOpensACard.contains(name) {
            return "this console is read-only; open one without --read-only"
        }
        if risk != .none, let finished = snapshot.state.finished, !Self.allowedAfterTheEnd.contains(name) {
            return "this launch is finished (\(finished.text)); begin a new one with :begin"
        }
        return disabled(snapshot, state)
    }

    /// What a card shows may be looked at by everybody; its form refuses to start anything from a read-only console.
    private static let onlyOpensACard: Set<String> = ["rollback"]

    /// Looking back and writing down is always possible.
    private static let allowedAfterTheEnd: Set<String> = ["note", "acknowledge", "release", "begin"]

    /// The first of its keys, as the hint line shows it.
    var firstKey: String? {
        keys.first.map { Key.names(Key.sequence($0)) }
    }
}
