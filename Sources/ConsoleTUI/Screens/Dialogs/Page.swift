import LaunchCore

/// A page of text over the panes: the details of something, or the help. Made anew for every drawing, so that it stays true.
struct Page: Sendable {
    enum Subject: Hashable, Sendable {
        case help(ConsoleCommand.Context)
        case item(String)
        case service(String)
        case deployment(String)
        case metric(String)
        case criterion(Int)
        case goal(Int)
        case trigger(String)
        case window(String)
        case record(Int64)
        /// The Markdown plans themselves.
        case plan
    }

    let subject: Subject
    /// The keys that a page of help tells of.
    private let table: CommandTable
    var top = 0

    init(_ subject: Subject, _ table: CommandTable) {
        self.subject = subject
        self.table = table
    }

    func draw(in area: Rect, _ snapshot: Snapshot, on grid: inout Grid) {
        let width = min(area.width, 110)
        let rect = Rect(x: area.x + (area.width - width) / 2, y: area.y, width: width, height: area.height)
        grid.fill(rect)
        let frame = grid.box(rect, title: .init(left: title(snapshot), leftStyle: Style(.title, .bold)), style: Style(.borderFocused))
        let inner = frame.inset(columns: 1, rows: 0)
        let lines = lines(snapshot, width: inner.width)
        let first = max(0, min(top, lines.count - inner.height))
        let shown = max(0, min(inner.height, lines.count - first))
        for offset in 0..<shown { grid.draw(lines[first + offset], in: inner.row(offset)) }
        let below = lines.count - first - shown
        guard first > 0 || below > 0 else { return }
        let words = (first > 0 ? " ↑\(first) more" : "") + (below > 0 ? " ↓\(below) more" : "") + " "
        grid.put(words, endingAt: rect.maxX - 2, y: rect.maxY - 1, in: rect, style: Style(.hint))
    }

    mutating func scroll(_ motion: Motion, _ snapshot: Snapshot, width: Int, height: Int) {
        var list = ListState(top: top)
        list.scroll(motion, count: lines(snapshot, width: min(width, 110) - 4).count, height: height - 2)
        top = list.top
    }

    private func title(_ snapshot: Snapshot) -> String {
        switch subject {
        case .help(let context): "Help: \(context.rawValue)"
        case .item(let id): snapshot.plan.item(id)?.text ?? id
        case .service(let name): "Service \(name)"
        case .deployment(let name): "Deployment \(name)"
        case .metric(let name): "Metric \(name)"
        case .criterion: "Success criterion"
        case .goal: "Goal"
        case .trigger(let id): "Trigger: \(snapshot.plan.trigger(id)?.text ?? id)"
        case .window(let id): "Window \(snapshot.plan.window(id)?.name ?? id)"
        case .record(let seq): "Record \(seq)"
        case .plan: "The plan"
        }
    }

    private func lines(_ snapshot: Snapshot, width: Int) -> [Line] {
        let details = Details(snapshot: snapshot, width: width)
        switch subject {
        case .help(let context): return HelpText(table: table, context: context).lines(width: width)
        case .item(let id): return snapshot.plan.item(id).map(details.item) ?? details.gone
        case .service(let name): return snapshot.plan.services.first { $0.name == name }.map(details.service) ?? details.gone
        case .deployment(let name): return snapshot.plan.deployments.first { $0.name == name }.map(details.deployment) ?? details.gone
        case .metric(let name): return snapshot.plan.metric(name).map(details.metric) ?? details.gone
        case .criterion(let index):
            return snapshot.plan.criteria.indices.contains(index) ? details.criterion(snapshot.plan.criteria[index]) : details.gone
        case .goal(let index): return snapshot.plan.goals.indices.contains(index) ? details.goal(snapshot.plan.goals[index]) : details.gone
        case .trigger(let id): return snapshot.plan.trigger(id).map(details.trigger) ?? details.gone
        case .window(let id): return snapshot.plan.window(id).map(details.window) ?? details.gone
        case .plan: return details.plans
        case .record(let seq): return snapshot.record(seq).map(details.record) ?? [Line("It is out of sight; go back to it.", .warning)]
        }
    }
}

extension Snapshot {
    fileprivate func record(_ number: Int64) -> Record? { recordPage?.record(number) ?? records.first { $0.seq == number } }
}
