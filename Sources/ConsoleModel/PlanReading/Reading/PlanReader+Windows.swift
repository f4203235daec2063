import LaunchCore

extension PlanReader {
    /// A window from a section's own heading. True when the section is one: its lists are then what to watch.
    mutating func readWindow(_ index: Int, _ reader: SegmentReader) -> Bool {
        let section = sections[index]
        guard section.level > 0, !section.isGiven || section.role == .monitoring else { return false }
        let inMonitoring = isBelowMonitoring(index)
        let words = section.words
        guard
            inMonitoring || !words.isDisjoint(with: [.monitoring, .watch]) && section.role != .tasks
                || section.isPhase && words.contains(.monitoring)
        else { return false }
        guard let span = TimeSpan.all(in: Tokens.of(section.title)).last else { return false }
        let content = WindowContent(reader.segments)
        // Weeks and days of work that speak of monitoring are phases, and so are sections that hold their own checklist.
        if !inMonitoring, span.style == .plain || section.isPhase,
            content.hasBoxes || reader.segments.contains(where: { $0.role == .tasks && $0.label != nil })
        {
            return false
        }
        let cadence = Cadence.first(in: section.title) ?? content.cadence
        if span.style == .plain, cadence == nil, !inMonitoring, !words.contains(.monitoring) { return false }
        guard let length = span.length(asOffset: sharesEnd(span, in: index)) else {
            note(section.firstLine, "`\(section.title)` has no end; give the window its length under `windows` in the launch file")
            return false
        }
        add(name: section.title, lasts: length, every: cadence, watch: content.watch, line: section.firstLine, in: index)
        return span.style != .plain || !content.watch.isEmpty
    }

    /// Whether a neighbour starts or ends where this one ends or starts: then the numbers are times, not counts.
    private func sharesEnd(_ span: TimeSpan, in index: Int) -> Bool {
        guard span.style == .unclear, let parent = sections[index].parent else { return false }
        return sections[parent].children.contains { other in
            guard other != index, let near = TimeSpan.all(in: Tokens.of(sections[other].title)).last, near.unit == span.unit else {
                return false
            }
            return near.to == span.from && near.from != span.from || near.from == span.to && near.to != span.to || near.from == 0
        }
    }

    private func isBelowMonitoring(_ index: Int) -> Bool {
        var next = sections[index].parent
        while let current = next {
            if sections[current].role == .monitoring { return true }
            if sections[current].isPhase { return sections[current].words.contains(.monitoring) }
            next = sections[current].parent
        }
        return false
    }

    /// Windows inside a monitoring section: below a label, in a table, in list entries, in a sentence.
    mutating func readMonitoring(_ segment: Segment, in index: Int) {
        if let label = segment.label, let span = TimeSpan.all(in: Tokens.of(label)).last, let line = segment.labelLine,
            segment.blocks.contains(where: \.isList)
        {
            let content = WindowContent([segment])
            if let length = span.length(asOffset: false) {
                add(
                    name: label, lasts: length, every: Cadence.first(in: label) ?? content.cadence, watch: content.watch, line: line,
                    in: index)
                return
            }
        }
        for block in segment.blocks {
            switch block.kind {
            case .table: readWindowTable(block, in: index)
            case .list: for entry in block.children { readWindowEntry(entry, in: index) }
            case .paragraph: for line in block.lines { _ = readSentence(line.text, line: line.line, watch: [], in: index) }
            default: break
            }
        }
    }

    private mutating func readWindowEntry(_ entry: MarkdownBlock, in index: Int) {
        let text = entry.entryText
        let below = entry.children.filter(\.isList)
        let content = WindowContent(below)
        if readSentence(text, line: entry.firstLine, watch: content.watch, in: index) { return }
        let tokens = Tokens.of(text)
        guard let span = TimeSpan.all(in: tokens).first, span.range.lowerBound <= 2, span.style != .plain || content.cadence != nil else {
            return
        }
        guard let length = span.length(asOffset: false), !below.isEmpty || text.contains(":") else { return }
        let rest = text.firstIndex(of: ":").map { PlanText.trimmed(text[text.index(after: $0)...]) } ?? ""
        add(
            name: PlanText.head(text), lasts: length, every: content.cadence,
            watch: content.watch.isEmpty ? PlanText.parts(rest) : content.watch,
            line: entry.firstLine, in: index)
    }

    /// `Monitor every 5 minutes for the first hour, then every 15 minutes for the next 3 hours`
    private mutating func readSentence(_ text: String, line: Int, watch: [String], in index: Int) -> Bool {
        let tokens = Tokens.of(text)
        let cadences = Cadence.all(in: tokens, of: text)
        guard !cadences.isEmpty else { return false }
        let spans = TimeSpan.all(in: tokens).filter { span in !cadences.contains { $0.range.overlaps(span.range) } }
        guard spans.count == cadences.count else { return false }
        for (span, cadence) in zip(spans, cadences) {
            guard let length = span.length(asOffset: false), length > cadence.length else { continue }
            let name =
                spans.count == 1 && PlanText.head(text).count < text.count
                ? PlanText.head(text)
                : String(text[tokens[span.range.lowerBound].range.lowerBound..<tokens[span.range.upperBound - 1].range.upperBound])
            add(name: name, lasts: length, every: cadence.length, watch: watch, line: line, in: index)
        }
        return true
    }

    private mutating func readWindowTable(_ table: MarkdownBlock, in index: Int) {
        guard let header = table.rows.first else { return }
        let watchColumn = header.cells.firstIndex { cell in
            let folded = String(decoding: FoldedText.fold(cell.text), as: UTF8.self)
            return [" metric", " watch", " check", " what", " focus", " kpi", " track", "指标", "監視", "项目"].contains { folded.contains($0) }
        }
        let cadenceColumn = header.cells.firstIndex { cell in
            let folded = String(decoding: FoldedText.fold(cell.text), as: UTF8.self)
            return [" frequen", " interval", " cadence", " every", " frequenz", " haufigk", "频率", "頻度", "間隔"].contains {
                folded.contains($0)
            }
        }
        for row in table.rows.dropFirst() {
            guard let cell = row.cells.first, let span = TimeSpan.all(in: Tokens.of(cell.text)).first else { continue }
            var cadence = row.cells.dropFirst().lazy.compactMap { Cadence.first(in: $0.text) }.first
            if cadence == nil, let column = cadenceColumn { cadence = ProseDuration.first(in: Tokens.of(row.cell(column)))?.length }
            guard let length = span.length(asOffset: false), cadence != nil || span.style != .plain else { continue }
            let watch = watchColumn.map { $0 == 0 ? [] : PlanText.parts(row.cell($0)) } ?? []
            add(name: cell.text, lasts: length, every: cadence, watch: watch, line: row.line, in: index)
        }
    }

    private mutating func add(name: String, lasts: Duration, every: Duration?, watch: [String], line: Int, in index: Int) {
        guard lasts > .zero else { return }
        let name = PlanText.withoutSigns(name)
        windows.append(
            (
                Window(
                    id: names.take(Slug.make(name)), name: name, lasts: lasts, every: every, watch: Array(watch.prefix(40)),
                    location: at(line)),
                index
            ))
    }
}

/// Cadence and watch list from what stands in a window.
struct WindowContent {
    private(set) var cadence: Duration?
    private(set) var watch: [String] = []
    private(set) var hasBoxes = false

    init(_ segments: [Segment]) {
        for segment in segments where segment.role != .tasks || segment.label == nil {
            for block in segment.blocks { read(block) }
        }
    }

    init(_ blocks: [MarkdownBlock]) {
        for block in blocks { read(block) }
    }

    private mutating func read(_ block: MarkdownBlock) {
        switch block.kind {
        case .list: for entry in block.children { read(entry: entry) }
        case .paragraph: if cadence == nil { cadence = Cadence.first(in: block.text) }
        default: break
        }
    }

    private mutating func read(entry: MarkdownBlock) {
        let text = entry.entryText
        if case .item(let box) = entry.kind, box != nil { hasBoxes = true }
        if let found = Cadence.first(in: text) {
            cadence = cadence ?? found
            return
        }
        let below = entry.children.filter(\.isList)
        if PlanText.endsWithColon(text), !below.isEmpty {
            for list in below {
                for child in list.children where !child.entryText.isEmpty { watch.append(PlanText.withoutSigns(child.entryText)) }
            }
        } else if case .item(nil) = entry.kind, !text.isEmpty {
            watch.append(PlanText.withoutSigns(text))
        }
    }
}

extension PlanText {
    /// What stands before the first colon or dash.
    static func head(_ text: String) -> String {
        let end = text.firstIndex { ":：–—".contains($0) } ?? text.endIndex
        let head = withoutSigns(text[..<end])
        return head.isEmpty ? withoutSigns(text) : head
    }

    /// `error rate, latency and logs` in its parts.
    static func parts(_ text: String) -> [String] {
        text.split { ",;、，；".contains($0) }.map { withoutSigns($0) }.filter { !$0.isEmpty && $0 != "-" }
    }
}
