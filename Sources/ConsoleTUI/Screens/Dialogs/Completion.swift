import LaunchCore

/// What somebody who types may be about to say: what was said before, and the names of the plan.
struct Completion: Sendable {
    /// The oldest first.
    let history: [String]
    let names: [String]

    /// Enough for any plan that people read.
    private static let mostNames = 2000

    init(history: [String], names: [String]) {
        self.history = history
        self.names = names
    }

    init(history: [String], _ snapshot: Snapshot) {
        self.init(history: history, names: Self.names(snapshot))
    }

    /// The keys that take what is suggested, at the end of a text.
    static func takes(_ key: Key) -> Bool { [.right, .end, .control("f"), .control("e")].contains(key) }

    /// What completes the text; nil where nothing does. What was said before goes first, the newest of it, and then the name that its last
    /// words begin.
    func rest(after text: String) -> String? {
        guard !text.allSatisfy(\.isWhitespace) else { return nil }
        if let said = history.last(where: { $0.hasPrefix(text) && $0.count > text.count }) { return String(said.dropFirst(text.count)) }
        for start in Self.wordStarts(text) {
            let begun = Array(text[start...].utf8)
            guard begun.count >= 2 else { continue }
            for name in names where Self.begins(name, begun) { return String(decoding: name.utf8.dropFirst(begun.count), as: UTF8.self) }
        }
        return nil
    }

    /// Of the last words, the earliest first: the longest part that is the beginning of a name is meant.
    private static func wordStarts(_ text: String) -> [String.Index] {
        var starts: [String.Index] = []
        var isInside = false
        for index in text.indices {
            let isBlank = text[index] == " "
            if !isBlank, !isInside { starts.append(index) }
            isInside = !isBlank
        }
        return starts.suffix(4)
    }

    /// Upper and lower case alike, as far as ASCII goes; false for a name that is there already.
    private static func begins(_ name: String, _ bytes: [UInt8]) -> Bool {
        let utf8 = name.utf8
        return utf8.count > bytes.count && zip(utf8, bytes).allSatisfy { folded($0) == folded($1) }
    }

    private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte + 32 : byte }

    private static func names(_ snapshot: Snapshot) -> [String] {
        let plan = snapshot.plan
        var names = snapshot.operators
        names += plan.services.map(\.name) + plan.deployments.map(\.name) + plan.metrics.map(\.name) + plan.logs.map(\.name)
        names += plan.windows.map(\.name) + plan.triggers.map(\.text) + plan.decisions.map(\.title)
        names += [plan.fromVersion, plan.toVersion].compactMap(\.self)
        names += plan.phases.map(\.title)
        for phase in plan.phases where names.count < mostNames { names += phase.allItems.prefix(mostNames - names.count).map(\.text) }
        return names
    }
}
