import LaunchCore

extension PlanReader {
    /// A fence outside of any list entry: each comment with the commands below it is an item.
    mutating func readFence(_ info: String, _ text: String, _ block: MarkdownBlock, _ segment: Segment, in index: Int) {
        guard let groups = FenceReader.read(info: info, text: text, firstLine: block.codeLine) else { return }
        let hasCommands = groups.contains { !$0.commands.isEmpty }
        for group in groups {
            for other in group.others where (!group.comments.isEmpty || hasCommands) && !group.isTranscript {
                note(other.line, "`\(other.text.prefix(60))` is no shell command; it is not offered to run")
            }
            if !group.commands.isEmpty {
                items[index].append(commandItem(group, segment, in: index))
            } else if !hasCommands || group.isNumbered || group.comments.first.map({ Imperatives.startsWithVerb($0.text) }) == true {
                items[index].take(manualItems(group, mark: marks[index], depth: 0))
            }
        }
    }

    private mutating func commandItem(_ group: FenceReader.Group, _ segment: Segment, in index: Int) -> Item {
        let commands = group.commands.map { ShellText.command($0.text, location: at($0.line)) }
        let title = group.comments.first.map { PlanText.withoutNumber($0.text) }
        let label = segment.role != .tasks || segment.isUnknownLabel ? segment.label : nil
        let text = title ?? label ?? (commands.count == 1 ? commands[0].text : sections[index].title)
        var item = manualItem(text, line: group.comments.first?.line ?? group.commands[0].line, mark: marks[index], depth: 0)
        item.kind = .step
        item.commands = commands
        return item
    }

    /// Comments that stand for steps: lists below a line are its entries, other lines stand alone.
    mutating func manualItems(_ group: FenceReader.Group, mark: UInt64, depth: Int) -> [Item] {
        var result: [Item] = []
        for (position, comment) in group.comments.enumerated() {
            let isEntry = comment.text.hasPrefix("- ") || comment.text.hasPrefix("* ") || PlanText.isNumbered(comment.text)
            let text = PlanText.withoutNumber(isEntry ? PlanText.withoutSigns(comment.text) : comment.text)
            guard !text.isEmpty else { continue }
            let belongsAbove = position > 0 && (isEntry || group.isNumbered)
            if belongsAbove, var parent = result.popLast() {
                let inner = Slug.hash(parent.text, after: mark)
                parent.items.append(manualItem(text, line: comment.line, mark: inner, depth: depth + 1))
                result.append(parent)
            } else {
                result.append(manualItem(text, line: comment.line, mark: mark, depth: depth))
            }
        }
        return result
    }
}

extension FenceReader.Group {
    /// Its first comment is `1. ...` or `Step 1: ...`.
    var isNumbered: Bool { comments.first.map { PlanText.isNumbered($0.text) } ?? false }
}

extension PlanText {
    static func isNumbered(_ text: String) -> Bool {
        HeadingShape(text).numbers > 0 || text.lowercased().hasPrefix("step ")
    }

    /// `1. Check` as `Check`.
    static func withoutNumber(_ text: String) -> String {
        guard let first = text.first, first.isNumber else { return text }
        let rest = text.drop { $0.isNumber }
        guard let sign = rest.first, sign == "." || sign == ")" else { return text }
        let bare = trimmed(rest.dropFirst())
        return bare.isEmpty || bare.first?.isNumber == true ? text : bare
    }
}
