import LaunchCore

/// Reads one Markdown plan.
struct PlanReader {
    let file: SourceFile
    let roles: [String: SectionRole]
    private var problems: [Problem] = []
    private var ids = UniqueNames()

    init(file: SourceFile, roles: [String: SectionRole]) {
        self.file = file
        self.roles = roles
    }

    mutating func read(into plan: inout Plan) -> [Problem] {
        let blocks = MarkdownParser.parse(file.text)
        var phase: Phase?
        for block in blocks {
            switch block.kind {
            case .heading(1): if plan.name.isEmpty { plan.name = block.text }
            case .heading(2):
                if let phase { plan.phases.append(phase) }
                phase = Phase(id: ids.take(Slug.make(block.text)), title: block.text, location: at(block.firstLine))
            case .list:
                var current =
                    phase ?? Phase(id: ids.take("plan"), title: plan.name.isEmpty ? file.name : plan.name, location: at(block.firstLine))
                current.items += items(block, path: current.title, depth: 0)
                phase = current
            case .code(let info, let text, _):
                guard var current = phase, let groups = FenceReader.read(info: info, text: text, firstLine: block.firstLine + 1) else {
                    continue
                }
                for group in groups where !group.commands.isEmpty {
                    let commands = group.commands.map { ShellText.command($0.text, location: at($0.line)) }
                    let title = group.comments.first?.text ?? group.commands[0].text
                    current.items.append(
                        Item(
                            id: id(title, current.title), kind: .step, text: title, commands: commands, location: at(group.commands[0].line)
                        ))
                }
                phase = current
            default: break
            }
        }
        if let phase { plan.phases.append(phase) }
        plan.phases.removeAll { $0.items.isEmpty }
        return problems
    }

    private func at(_ line: Int) -> SourceLocation { SourceLocation(file: file.name, line: line) }

    private mutating func id(_ text: String, _ path: String) -> String {
        ids.take("\(Slug.make(text, limit: 32))-\(Slug.mark("\(path)\u{1F}\(text)"))")
    }

    private mutating func items(_ list: MarkdownBlock, path: String, depth: Int) -> [Item] {
        list.children.compactMap { entry in
            guard case .item(let box) = entry.kind else { return nil }
            let text = entry.children.first { $0.kind == .paragraph }?.text ?? ""
            var below: [Item] = []
            for child in entry.children { if case .list = child.kind { below += items(child, path: path + text, depth: depth + 1) } }
            guard box != nil || !below.isEmpty else { return nil }
            return Item(
                id: id(text, path), kind: box == nil ? .step : .box, text: text, done: box ?? false, items: below, depth: depth,
                location: at(entry.firstLine))
        }
    }
}
