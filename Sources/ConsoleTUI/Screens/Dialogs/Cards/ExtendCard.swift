import LaunchCore

/// How much longer a window shall last, and why.
struct ExtendCard: Card {
    let window: Window

    var title: String { "Extend \(window.name)" }
    var verb: String { "extend" }

    func fields(_ snapshot: Snapshot, given: [Field]) -> [Field] {
        [
            keep(Field("By", .needed("say how long, for example 30m"), text: "30m"), from: given),
            keep(Field("Reason", .needed("extending a window needs a reason")), from: given),
        ]
    }

    func body(_ snapshot: Snapshot, _ fields: [Field], width: Int) -> [Line] {
        let view = WindowView(window, snapshot)
        let by = fields.first.flatMap { Duration(launchText: $0.value.trimmed) }
        var lines = [Line(), view.head(width: width), view.timeline(width: width), Line()]
        if let by, let status = view.status {
            lines.append(Line("It would end at \(snapshot.clock(status.endsAt + by)).", .muted))
        } else {
            lines.append(Line("▲ how long is not understood; write 30m, 1h, 1h30m", .warning))
        }
        return lines
    }

    func actions(_ snapshot: Snapshot, _ fields: [Field]) -> [ConsoleAction] {
        let by = Duration(launchText: fields[0].value.trimmed) ?? .zero
        return [.launch(.extendWindow(window.id, by: by, reason: fields[1].value.trimmed))]
    }
}
