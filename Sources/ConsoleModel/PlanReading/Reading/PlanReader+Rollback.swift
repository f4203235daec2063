import LaunchCore

/// The steps found below one heading of a rollback.
struct RollbackReading {
    var section: Int
    var title: String
    var line: Int
    var steps: [Step] = []

    var hasCommands: Bool { steps.contains { if case .run = $0.work { true } else { false } } }
}

extension PlanReader {
    mutating func readRollback(_ segment: Segment, in index: Int) {
        let steps = rollbackSteps(segment.blocks, in: index)
        guard !steps.isEmpty else { return }
        let title = segment.role == sections[index].role ? sections[index].title : segment.label ?? sections[index].title
        // What follows in the same section goes on with the same procedure.
        if let last = rollbacks.last, last.section == index {
            rollbacks[rollbacks.count - 1].steps += steps
        } else {
            rollbacks.append(
                RollbackReading(section: index, title: title, line: segment.labelLine ?? sections[index].firstLine, steps: steps))
        }
    }

    private mutating func rollbackSteps(_ blocks: [MarkdownBlock], in index: Int) -> [Step] {
        var steps: [Step] = []
        for block in blocks {
            switch block.kind {
            case .code(let info, let text, _): steps += fenceSteps(info, text, block)
            case .list: for entry in block.children { steps += entrySteps(entry, in: index) }
            case .table: for row in block.rows.dropFirst() { steps += rowSteps(row) }
            case .quote: steps += rollbackSteps(block.children, in: index)
            case .paragraph:
                if Imperatives.isNotice(block.text), block.text.count <= 120 { steps.append(manual(block.text, line: block.firstLine)) }
            default: break
            }
        }
        return steps
    }

    private func fenceSteps(_ info: String, _ text: String, _ block: MarkdownBlock) -> [Step] {
        guard let groups = FenceReader.read(info: info, text: text, firstLine: block.codeLine) else {
            let language = info.isEmpty ? "text" : info
            return [manual("Do what the \(language) block in line \(block.firstLine) says", line: block.firstLine)]
        }
        var steps: [Step] = []
        for group in groups {
            for command in group.commands { steps.append(run(ShellText.command(command.text, location: at(command.line)))) }
            guard group.commands.isEmpty else { continue }
            for comment in group.comments where group.isNumbered || Imperatives.startsWithVerb(PlanText.withoutNumber(comment.text)) {
                steps.append(manual(PlanText.withoutNumber(comment.text), line: comment.line))
            }
        }
        return steps
    }

    /// An entry is its command where it has one, else something a person does; its own lists and fences follow.
    private mutating func entrySteps(_ entry: MarkdownBlock, in index: Int) -> [Step] {
        let text = entry.entryText
        var steps: [Step] = []
        if let paragraph = entry.children.first(where: \.isParagraph) {
            for line in paragraph.lines {
                for code in line.codes where FenceReader.startsWithProgram(code[...]) && FenceReader.isShell(code) && code.contains(" ") {
                    steps.append(run(ShellText.command(code, location: at(line.line))))
                }
            }
        }
        let below = rollbackSteps(entry.children.filter { !$0.isParagraph }, in: index)
        if steps.isEmpty, !text.isEmpty,
            below.isEmpty || !PlanText.endsWithColon(text) && !below.contains(where: { if case .run = $0.work { true } else { false } })
        {
            steps.append(manual(text, line: entry.firstLine))
        }
        return steps + below
    }

    private func rowSteps(_ row: MarkdownRow) -> [Step] {
        for cell in row.cells {
            for code in cell.codes where FenceReader.startsWithProgram(code[...]) && FenceReader.isShell(code) {
                return [run(ShellText.command(code, location: at(row.line)))]
            }
        }
        let texts = row.cells.map { PlanText.trimmed($0.text) }.filter { $0.contains(where: \.isLetter) }
        return texts.first.map { [manual($0, line: row.line)] } ?? []
    }

    private func run(_ command: Command) -> Step { Step(id: "", work: .run(command), irreversible: false, location: command.location) }
    private func manual(_ text: String, line: Int) -> Step { Step(id: "", work: .manual(PlanText.withoutSigns(text)), location: at(line)) }

    /// One procedure of all that was found: alternatives are not joined, because running two of them in a row could do harm.
    mutating func procedure() -> Procedure? {
        guard var chosen = rollbacks.first(where: \.hasCommands) ?? rollbacks.first else { return nil }
        let tree = rollbacks.filter { topOfRollback($0.section) == topOfRollback(chosen.section) }
        let alternatives = tree.filter { sections[$0.section].words.contains(.alternative) }
        if alternatives.count >= 2 {
            chosen = alternatives.first(where: \.hasCommands) ?? alternatives[0]
            note(
                chosen.line,
                "the rollback has \(alternatives.count) alternatives; `\(chosen.title)` was taken: put another one under `rollback` in the launch file"
            )
        } else {
            chosen.steps = tree.flatMap(\.steps)
            chosen.line = tree.first?.line ?? chosen.line
            chosen.title = tree.first?.title ?? chosen.title
        }
        for other in rollbacks where topOfRollback(other.section) != topOfRollback(chosen.section) {
            note(other.line, "`\(other.title)` is another rollback; the one in line \(chosen.line) was taken")
        }
        for index in chosen.steps.indices { chosen.steps[index].id = "rollback-\(index + 1)" }
        return Procedure(
            id: "rollback", title: PlanText.withoutSigns(chosen.title), confirm: "ROLLBACK", steps: chosen.steps, location: at(chosen.line))
    }

    /// The outermost heading of a rollback a section stands below.
    private func topOfRollback(_ index: Int) -> Int {
        var top = index
        while let parent = sections[top].parent, sections[parent].role == .rollback { top = parent }
        return top
    }
}
