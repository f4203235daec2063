import LaunchCore

extension ConsoleCommand {
    static let undo = ConsoleCommand(
        "undo", keys: ["U"], title: "undo", help: "Opens the item again that you ticked or skipped last: by a record, nothing is erased.",
        risk: .records, hint: 41,
        disabled: { snapshot, _ in snapshot.undoable == nil ? "you have ticked and skipped nothing that is still so" : nil }
    ) { state, snapshot in
        if let item = snapshot.undoable { state.openAgain(item, isReasonNeeded: false, snapshot) }
        return []
    }
}

extension ScreenState {
    /// Asks before an item is opened again, and why.
    mutating func openAgain(_ item: Item, isReasonNeeded: Bool, _ snapshot: Snapshot) {
        var lines = [Line(item.text, .text, .bold)]
        if let progress = snapshot.state.items[item.id] {
            let sign = progress.state.sign
            lines.append(
                Line("\(sign.glyph) \(sign.word) ", sign.role)
                    + Line("by \(progress.by.name) \(snapshot.clock(progress.at))" + (progress.evidence.map { ": \($0)" } ?? ""), .muted))
        }
        lines.append(Line("The record keeps both: that it was closed, and that you opened it again.", .muted))
        let card = ReasonCard(
            title: "Open an item again", verb: "open it again", lines: lines,
            requirement: isReasonNeeded ? .needed("say why: it was not you who closed it") : .optional
        ) { .launch(.untick(item: item.id, reason: $0.nilIfBlank)) }
        open(card, snapshot)
    }
}

extension Snapshot {
    /// What this operator ticked or skipped last and nobody opened since.
    fileprivate var undoable: Item? {
        let mine = state.items.filter { $0.value.by == me && ($0.value.state == .done || $0.value.state == .skipped) }
        let newest = mine.sorted { ($0.value.at, $0.key) > ($1.value.at, $1.key) }
        return newest.lazy.compactMap { self.plan.item($0.key) }.first
    }

    /// Whether opening an item again takes back what somebody else says, or what was measured.
    func isOfOthers(_ item: Item) -> Bool {
        guard let progress = state.items[item.id], progress.state != .failed else { return false }
        return progress.by.name != me.name || progress.by.role != .operator
    }
}
