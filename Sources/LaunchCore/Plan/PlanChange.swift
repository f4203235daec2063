/// What differs between the plan a launch was begun with, or that was accepted last, and the one that is on disk now: told to the
/// operator before it is accepted.
public struct PlanChange: Hashable, Sendable {
    /// One sentence each, in the order of what matters: what can run first.
    public private(set) var lines: [String] = []

    /// - Parameter state: the records so far; what was ticked and is gone or reads otherwise is said.
    public init(from old: Plan, to new: Plan, in state: LaunchState) {
        tell("rollback", changes(old.rollback, new.rollback))
        for name in old.procedures.map(\.id) + new.procedures.map(\.id).filter({ old.procedure($0) == nil }) {
            tell("procedure \(name)", changes(old.procedure(name), new.procedure(name)))
        }
        let items = ItemChanges(old, new, state)
        tell("command", items.commands)
        tell("item", items.lines)
        tell(
            "trigger",
            named(old.triggers, new.triggers) {
                Self.text($0)
            } name: {
                $0.text
            })
        tell(
            "window",
            named(old.windows, new.windows) {
                Self.text($0)
            } name: {
                $0.name
            })
        tell(
            "decision",
            named(old.decisions, new.decisions) {
                $0.approvers > 1 ? "\($0.title), \($0.approvers) approvers" : $0.title
            } name: {
                $0.title
            })
        tell(
            "phase",
            named(old.phases, new.phases) {
                $0.title
            } name: {
                $0.title
            })
        tell(
            "service",
            named(old.services, new.services, by: \.name) {
                "\($0.target.text), every \($0.every.launchText)"
            } name: {
                $0.name
            })
        tell(
            "metric",
            named(old.metrics, new.metrics, by: \.name) {
                "\($0.source)"
            } name: {
                $0.name
            })
        tell(
            "deployment",
            named(old.deployments, new.deployments, by: \.name) {
                "\($0.source)"
            } name: {
                $0.name
            })
        if lines.isEmpty { lines = ["only text that nothing is made of, or settings of the launch file"] }
    }

    /// The first of them and how many there are, for one line of a screen.
    public var summary: String { lines.count > 1 ? "\(lines[0]) (+\(lines.count - 1) more)" : lines.first ?? "" }

    private mutating func tell(_ kind: String, _ changes: [String]) {
        let room = max(0, Self.limit - lines.count)
        lines += changes.prefix(room).map { "\(kind) \($0)" }
        if changes.count > room, room > 0 { lines[lines.count - 1] = "and \(changes.count - room + 1) more of \(kind)" }
    }

    /// More nobody reads before saying yes.
    private static let limit = 200

    private func changes(_ old: Procedure?, _ new: Procedure?) -> [String] {
        let safeguards = safeguardChanges(old, new)
        let before = (old?.steps ?? []).map(Self.text)
        let after = (new?.steps ?? []).map(Self.text)
        if before == after { return safeguards }
        if after.isEmpty { return ["is gone: the plan has no procedure any more"] }
        if before.isEmpty { return ["added, with \(after.count) steps"] + after.map { "step added: \($0)" } }
        let common = min(before.count, after.count)
        var lines = (0..<common).filter { before[$0] != after[$0] }.map { "step \($0 + 1) changed: `\(before[$0])` is now `\(after[$0])`" }
        lines += before.dropFirst(common).map { "step removed: `\($0)`" }
        return safeguards + lines + after.dropFirst(common).map { "step added: `\($0)`" }
    }

    /// How many operators it takes, and the word to type: whoever accepts is to know that there is less in the way.
    private func safeguardChanges(_ old: Procedure?, _ new: Procedure?) -> [String] {
        guard let old, let new else { return [] }
        var lines: [String] = []
        if old.approvals != new.approvals {
            lines.append(new.approvals > 1 ? "waits for a second operator now" : "waits for no second operator any more")
        }
        if old.confirm != new.confirm {
            lines.append(new.confirm.map { "is started by the word `\($0)` now" } ?? "is started without a word now")
        }
        return lines
    }

    private func named<Value: Identifiable>(
        _ old: [Value], _ new: [Value], text: (Value) -> String, name: (Value) -> String
    ) -> [String] where Value.ID == String { named(old, new, by: \.id, text: text, name: name) }

    private func named<Value>(
        _ old: [Value], _ new: [Value], by id: (Value) -> String, text: (Value) -> String, name: (Value) -> String
    ) -> [String] {
        let before = Dictionary(old.map { (id($0), $0) }, uniquingKeysWith: { first, _ in first })
        let after = Set(new.map(id))
        var lines = old.filter { !after.contains(id($0)) }.map { "removed: \(name($0))" }
        for value in new {
            guard let was = before[id(value)] else {
                lines.append("added: \(text(value))")
                continue
            }
            let (one, two) = (text(was), text(value))
            if one != two { lines.append("changed: `\(one)` is now `\(two)`") }
        }
        return lines
    }

    private static func text(_ step: Step) -> String {
        let host = step.host.map { " on \($0)" } ?? ""
        return "\(step.text)\(host), at most \(step.timeout.launchText)"
    }

    private static func text(_ window: Window) -> String {
        let watch = window.watch.isEmpty ? "" : ": " + window.watch.joined(separator: ", ")
        return "\(window.name), \(window.lasts.launchText), \(window.every.map { "every \($0.launchText)" } ?? "no cadence")\(watch)"
    }

    private static func text(_ trigger: Trigger) -> String {
        var text = trigger.text
        if let condition = trigger.condition, condition.text != text { text += " (\(condition.text))" }
        switch trigger.hold {
        case .none: break
        case .for(let length): text += ", for \(length.launchText)"
        case .of(let breaches, let measurements): text += ", \(breaches) of \(measurements)"
        }
        return "\(text), \(trigger.action.rawValue)"
    }
}

/// Items that came, went or read otherwise, and commands that are others.
private struct ItemChanges {
    private(set) var lines: [String] = []
    private(set) var commands: [String] = []

    init(_ old: Plan, _ new: Plan, _ state: LaunchState) {
        var removed = old.items.filter { new.item($0.id) == nil }
        for item in new.items {
            if let was = old.item(item.id) {
                let (before, after) = (Self.texts(was), Self.texts(item))
                if before != after { commands.append(Self.changed(item.text, before, after)) }
                continue
            }
            commands += Self.texts(item).map { "added to `\(item.text)`: \($0)" }
            // The one that went from the same heading and comes closest is what it was.
            let place = removed.firstIndex { $0.section == item.section && $0.depth == item.depth && Self.isAlike($0.text, item.text) }
            guard let place else {
                lines.append("added: \(item.text)")
                continue
            }
            let was = removed.remove(at: place)
            lines.append("changed: `\(was.text)` is now `\(item.text)`\(Self.tick(of: was, now: item, state))")
        }
        lines += removed.map { "removed: \($0.text)\(Self.tick(of: $0, now: nil, state))" }
    }

    /// - Parameter now: what the item has become; the box of that may be ticked in the text.
    private static func tick(of item: Item, now: Item?, _ state: LaunchState) -> String {
        switch state.items[item.id]?.state {
        case .done? where now?.done == true: "; it was ticked, and its box in the plan still is"
        case .done?: "; it was ticked, and the tick went with it"
        case .skipped?: "; it was skipped"
        default: ""
        }
    }

    private static func texts(_ item: Item) -> [String] {
        item.commands.map { $0.text + ($0.host.map { " on \($0)" } ?? "") } + (item.procedure.map { ["the procedure \($0)"] } ?? [])
    }

    private static func changed(_ item: String, _ before: [String], _ after: [String]) -> String {
        func all(_ texts: [String]) -> String { texts.isEmpty ? "nothing" : texts.map { "`\($0)`" }.joined(separator: ", ") }
        return "of `\(item)` changed: \(all(before)) is now \(all(after))"
    }

    /// Half of the words are the same.
    private static func isAlike(_ one: String, _ two: String) -> Bool {
        let (first, second) = (Set(one.split(separator: " ")), Set(two.split(separator: " ")))
        return first.intersection(second).count * 2 >= min(first.count, second.count)
    }
}
