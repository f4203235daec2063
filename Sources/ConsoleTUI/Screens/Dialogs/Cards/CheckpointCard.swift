import LaunchCore

/// The look a monitoring window asks for: what to watch, and that it was watched.
struct CheckpointCard: Card {
    let window: Window
    let index: Int

    var title: String { "Checkpoint \(index) of \(window.name)" }
    var verb: String { "confirm that I looked" }

    func fields(_ snapshot: Snapshot, given: [Field]) -> [Field] { [keep(Field("Note"), from: given)] }

    func body(_ snapshot: Snapshot, _ fields: [Field], width: Int) -> [Line] {
        var lines = [Line()]
        if window.watch.isEmpty { lines.append(Line("The plan says nothing of what to watch.", .muted)) }
        for watch in window.watch { lines += (Line("○ ", .info) + Line(watch)).wrapped(to: width, indent: 2) }
        lines += [Line(), Line("Triggers: ", .muted) + TriggerRow.summary(snapshot)]
        for view in TriggerRow.sorted(snapshot) where view.state != .unwatched {
            lines.append(Line("\(view.sign.glyph) ", view.sign.role) + Line("\(view.trigger.text)  ") + view.measured)
        }
        return lines
    }

    func actions(_ snapshot: Snapshot, _ fields: [Field]) -> [ConsoleAction] {
        [.launch(.confirmCheckpoint(window: window.id, index: index, note: fields.first?.value.nilIfBlank))]
    }
}
