import LaunchCore

extension PlanReader {
    /// The lists and fences of a segment that are work.
    mutating func readItems(_ segment: Segment, in index: Int, isWindow: Bool) {
        for block in segment.blocks {
            switch block.kind {
            case .list: items[index].take(listItems(block, segment, in: index, isWindow: isWindow))
            case .code(let info, let text, _): if mayHoldCommands(segment) { readFence(info, text, block, segment, in: index) }
            case .quote:
                var inner = segment
                inner.blocks = block.children
                readItems(inner, in: index, isWindow: isWindow)
            case .paragraph: readNotice(block, segment, in: index)
            default: break
            }
        }
    }

    private func mayHoldCommands(_ segment: Segment) -> Bool {
        switch segment.role {
        case .phase, .tasks, .monitoring, .decision, nil: true
        case .triggers, .rollback, .criteria, .goals, .timeline, .text: false
        }
    }

    private mutating func listItems(_ list: MarkdownBlock, _ segment: Segment, in index: Int, isWindow: Bool) -> [Item] {
        let isWork = !isWindow && isWork(list, segment, in: index)
        return entries(list, steps: isWork, mark: marks[index], depth: 0, in: index)
    }

    /// Whether entries without a box are steps: by the label, by the heading, or by what they say.
    private func isWork(_ list: MarkdownBlock, _ segment: Segment, in index: Int) -> Bool {
        switch segment.role {
        case .tasks, .phase:
            let isOwnContent = sections[index].isPhase && segment.isUnknownLabel && sections[index].ownRole != .tasks
            return isOwnContent ? Imperatives.arePlain(list.children.map(\.entryText)) : true
        case nil, .monitoring: return Imperatives.arePlain(list.children.map(\.entryText))
        case .text, .criteria, .goals, .decision, .timeline, .triggers, .rollback: return false
        }
    }

    /// Boxes always; other entries where `steps` says so. What is neither is looked through for boxes below it.
    ///
    /// - Parameter mark: a hash of what the entries stand below.
    private mutating func entries(_ list: MarkdownBlock, steps: Bool, mark: UInt64, depth: Int, in index: Int) -> [Item] {
        guard case .list(let ordered, _) = list.kind else { return [] }
        var result: [Item] = []
        for entry in list.children {
            guard case .item(let box) = entry.kind else { continue }
            let text = entry.entryText
            let isItem = box != nil || (steps && !text.isEmpty) || (ordered && entry.hasBoxesBelow && !text.isEmpty)
            guard isItem else {
                for child in entry.children { result.take(entries(child, steps: false, mark: mark, depth: depth, in: index)) }
                continue
            }
            result.append(item(entry, box: box, text: text, steps: steps, mark: mark, depth: depth, in: index))
        }
        return result
    }

    private mutating func item(
        _ entry: MarkdownBlock, box: Bool?, text: String, steps: Bool, mark: UInt64, depth: Int, in index: Int
    ) -> Item {
        let facts = ItemFacts(text)
        var item = Item(
            id: itemNames.take(below: mark, text: text), kind: box == nil ? .step : .box, text: text, done: box ?? false,
            owner: facts.owner, estimate: facts.estimate, priority: facts.priority, depth: depth, location: at(entry.firstLine))
        let inner = Slug.hash(text, after: mark)
        item.commands = inlineCommands(entry)
        for child in entry.children {
            switch child.kind {
            case .list: item.items.take(entries(child, steps: steps && box == nil, mark: inner, depth: depth + 1, in: index))
            case .code(let info, let code, _): addFence(info, code, child, to: &item, mark: inner)
            default: break
            }
        }
        return item
    }

    /// `Run the suite: \`npm test\``: code that starts with a program people know is a command.
    private func inlineCommands(_ entry: MarkdownBlock) -> [Command] {
        var commands: [Command] = []
        guard let paragraph = entry.children.first(where: { $0.isParagraph }) else { return commands }
        for line in paragraph.lines where !line.codes.isEmpty {
            for code in line.codes where code.contains(" ") && FenceReader.startsWithProgram(code[...]) && FenceReader.isShell(code) {
                commands.append(ShellText.command(code, location: at(line.line)))
            }
        }
        return commands
    }

    private mutating func addFence(
        _ info: String, _ code: String, _ block: MarkdownBlock, to item: inout Item, mark: UInt64
    ) {
        guard let groups = FenceReader.read(info: info, text: code, firstLine: block.codeLine) else { return }
        let isOnlyComments = groups.allSatisfy(\.commands.isEmpty)
        for group in groups {
            item.commands += group.commands.map { ShellText.command($0.text, location: at($0.line)) }
            if isOnlyComments { item.items += manualItems(group, mark: mark, depth: item.depth + 1) }
        }
    }

    /// `Notify the team.` as a paragraph of its own, among steps.
    private mutating func readNotice(_ block: MarkdownBlock, _ segment: Segment, in index: Int) {
        guard segment.role == .tasks, block.lines.count == 1, !PlanText.endsWithColon(block.text), block.text.count <= 120 else { return }
        guard Imperatives.isNotice(block.text) else { return }
        items[index].append(manualItem(block.text, line: block.firstLine, mark: marks[index], depth: 0))
    }

    mutating func manualItem(_ text: String, line: Int, mark: UInt64, depth: Int) -> Item {
        let facts = ItemFacts(text)
        return Item(
            id: itemNames.take(below: mark, text: text), kind: .manual, text: text, owner: facts.owner, estimate: facts.estimate,
            priority: facts.priority, depth: depth, location: at(line))
    }
}

extension MarkdownBlock {
    static func firstText(of children: [MarkdownBlock]) -> String {
        // `- > 5% errors` is a comparison; Markdown takes it for a quotation.
        if let first = children.first, first.kind == .quote, let inner = first.children.first, inner.isParagraph,
            let sign = inner.text.first, sign.isNumber || sign == "="
        {
            return "> " + PlanText.trimmed(inner.text)
        }
        guard let first = children.first, first.isParagraph else {
            return children.first(where: \.isParagraph)?.text ?? ""
        }
        return PlanText.trimmed(first.text)
    }

    var hasBoxesBelow: Bool {
        children.contains { child in
            if case .item(let box) = child.kind, box != nil { return true }
            return child.hasBoxesBelow
        }
    }
}

extension Array {
    /// Appends what was made to be put here; into an empty array it moves as a whole.
    mutating func take(_ other: consuming [Element]) { if isEmpty { self = other } else { self += other } }
}
