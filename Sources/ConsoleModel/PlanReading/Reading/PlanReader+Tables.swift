import LaunchCore

extension PlanReader {
    /// Tables in sections of work: steps with an owner, a command and a status that only a box could give.
    mutating func readTables(_ segment: Segment, in index: Int) {
        for block in segment.blocks where block.kind == .table {
            if let timeline = TimelineTable(block, section: index) { timelines.append(timeline) }
            guard segment.role == .tasks || segment.role == .phase, let columns = StepColumns(block) else { continue }
            for row in block.rows.dropFirst() { readStep(row, columns, in: index) }
        }
    }

    private mutating func readStep(_ row: MarkdownRow, _ columns: StepColumns, in index: Int) {
        let text = row.cell(columns.text)
        guard !text.isEmpty else { return }
        var item = manualItem(text, line: row.line, mark: marks[index], depth: 0)
        item.kind = .step
        if let owner = columns.owner.map(row.cell), !owner.isEmpty, owner != "-", owner.uppercased() != "TBD" { item.owner = owner }
        if let estimate = columns.estimate.map(row.cell) {
            item.estimate = ProseDuration.first(in: Tokens.of(estimate))?.length ?? item.estimate
        }
        for cell in row.cells {
            for code in cell.codes where code.contains(" ") && FenceReader.startsWithProgram(code[...]) && FenceReader.isShell(code) {
                item.commands.append(ShellText.command(code, location: at(row.line)))
            }
        }
        items[index].append(item)
    }
}

extension MarkdownRow {
    func cell(_ index: Int) -> String { index < cells.count ? PlanText.trimmed(cells[index].text) : "" }
}

/// Where a table of steps keeps what. Nil for tables of anything else.
private struct StepColumns {
    var text: Int
    var owner: Int?
    var estimate: Int?

    init?(_ table: MarkdownBlock) {
        guard let header = table.rows.first, table.rows.count > 1 else { return nil }
        let names = header.cells.map { String(decoding: FoldedText.fold($0.text), as: UTF8.self) }
        let texts = [
            " task", " action", " activity", " step ", " description", " what", " check", " item", " aufgabe", " schritt", " tache",
            " etape", " tarea", " paso",
            " tarefa", " passo", " attivita", " azione", "任务", "步骤", "操作", "作業", "手順", "タスク",
        ]
        let found = texts.lazy.compactMap { word in names.firstIndex { $0.contains(word) } }.first
        guard var column = found else { return nil }
        // `Step | Action`: the step is a number there.
        if let other = names.indices.first(where: { $0 != column && (names[$0].contains(" action") || names[$0].contains(" description")) }
        ),
            table.rows[1].cell(column).count <= 3
        {
            column = other
        }
        let isHistory = names.contains { $0.contains(" date ") || $0.contains(" version ") || $0.contains(" completed ") }
        let isAssessment = names.contains { $0.contains(" impact ") || $0.contains(" risk") || $0.contains(" mitigation") }
        guard !isHistory, !isAssessment else { return nil }
        text = column
        owner = names.firstIndex { SectionWords.of($0).contains(.owner) || $0.contains(" who ") }
        estimate = names.firstIndex { SectionWords.of($0).contains(.estimate) }
        if owner == text { owner = nil }
    }
}
