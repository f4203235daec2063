import LaunchCore

/// A table with durations: their sum is held against the total somebody wrote.
struct TimelineTable {
    struct Row {
        var name: String
        var length: Duration
        var line: Int
    }

    private(set) var rows: [Row] = []
    private(set) var total: Row?
    let section: Int
    let lastLine: Int

    /// Nil where no column holds durations.
    init?(_ table: MarkdownBlock, section: Int) {
        self.section = section
        guard let header = table.rows.first, table.rows.count > 2 else { return nil }
        let column = header.cells.firstIndex { cell in
            let folded = String(decoding: FoldedText.fold(cell.text), as: UTF8.self)
            return [
                " duration", " estimate", " effort", " hours ", " dauer", " aufwand", " duree", " duracion", " duracao", " durata", "时长",
                "所要時間",
            ].contains { folded.contains($0) }
        }
        guard let column else { return nil }
        lastLine = table.lastLine
        for row in table.rows.dropFirst() {
            guard let length = ProseDuration.first(in: Tokens.of(row.cell(column)))?.length else { continue }
            let entry = Row(name: row.cell(0), length: length, line: row.line)
            if SectionWords.of(row.cell(0)).contains(.total) { total = entry } else { rows.append(entry) }
        }
        guard rows.count >= 2 else { return nil }
    }

    var sum: Duration { rows.reduce(.zero) { $0 + $1.length } }
}

extension PlanReader {
    mutating func readTimeline(_ segment: Segment, in index: Int) {
        for block in segment.blocks where block.kind == .table {
            if let table = TimelineTable(block, section: index) { timelines.append(table) }
        }
    }

    /// Points out sums that disagree: of a timeline, of the phases, of the items of a phase.
    mutating func checkSums(_ phases: [Phase]) {
        let numbered = Dictionary(grouping: timelines.isEmpty ? [] : phases.filter { HeadingShape($0.title).isPhase }) { phase in
            Tokens.of(phase.title).lazy.compactMap(\.number).first ?? .zero
        }
        for table in timelines {
            if let total = table.total { compare(total.length, table.sum, "the total", "the rows above", line: total.line) }
            for fact in facts[table.section] where fact.line > table.lastLine && fact.words.contains(.total) {
                guard let written = ProseDuration.first(in: Tokens.of(fact.value))?.length else { continue }
                compare(written, table.sum, "the total", "the rows of the table", line: fact.line)
            }
            for row in table.rows { compareWithPhase(row, numbered) }
        }
        let estimates = phases.compactMap(\.estimate)
        for index in sections.indices where sections[index].level <= 1 && estimates.count >= 2 && estimates.count == phases.count {
            for fact in facts[index] where fact.words.contains(.estimate) {
                let tokens = Tokens.of(fact.value)
                guard let (written, range) = ProseDuration.first(in: tokens), range.lowerBound == 0 else { continue }
                compare(written, estimates.reduce(.zero, +), "the plan's estimate", "its phases", line: fact.line)
            }
        }
        for phase in phases { compareItems(of: phase) }
    }

    private mutating func compareWithPhase(_ row: TimelineTable.Row, _ phases: [Decimal: [Phase]]) {
        guard let number = Tokens.of(row.name).first?.number, let matching = phases[number] else { return }
        guard matching.count == 1, let estimate = matching[0].estimate, estimate != row.length else { return }
        note(
            row.line,
            "the timeline gives `\(row.name)` \(row.length.launchText), its heading in line \(matching[0].location.line) \(estimate.launchText)"
        )
    }

    private mutating func compareItems(of phase: Phase) {
        let estimates = phase.items.compactMap(\.estimate)
        guard let whole = phase.estimate, estimates.count >= 2, estimates.count == phase.items.count else { return }
        compare(whole, estimates.reduce(.zero, +), "the estimate of `\(phase.title)`", "its items", line: phase.location.line)
    }

    private mutating func compare(_ written: Duration, _ sum: Duration, _ what: String, _ parts: String, line: Int) {
        guard written != sum else { return }
        note(line, "\(what) is \(written.launchText), but \(parts) add up to \(sum.launchText)")
    }
}
