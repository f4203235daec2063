import LaunchCore

extension PlanReader {
    mutating func readTriggers(_ segment: Segment, in index: Int) {
        let group = triggerGroup(segment, in: index)
        for block in segment.blocks {
            switch block.kind {
            case .list: readTriggerList(block, group: group, segment, in: index)
            case .table: readTriggerTable(block, group: group, segment, in: index)
            case .quote:
                var inner = segment
                inner.blocks = block.children
                readTriggers(inner, in: index)
            case .paragraph:
                for line in block.lines where Comparing.first(in: Tokens.of(line.text), text: line.text) != nil {
                    addTriggers(line.text, action: nil, group: group, line: line.line, segment, in: index)
                }
            default: break
            }
        }
        if segment.label == nil { readTriggerFacts(in: index, group: group, segment) }
    }

    /// `Error rate: > 5%` as a line of its own.
    private mutating func readTriggerFacts(in index: Int, group: String?, _ segment: Segment) {
        for fact in facts[index] where Comparing.first(in: Tokens.of(fact.value), text: fact.value) != nil {
            addTriggers("\(fact.key): \(fact.value)", action: nil, group: group, line: fact.line, segment, in: index)
        }
    }

    private mutating func readTriggerList(_ list: MarkdownBlock, group: String?, _ segment: Segment, in index: Int) {
        for entry in list.children {
            let text = entry.entryText
            let below = entry.children.filter(\.isList)
            if PlanText.endsWithColon(text), !below.isEmpty {
                let name = PlanText.withoutSigns(text.dropLast(while: { $0 == ":" || $0 == "：" || $0.isWhitespace }))
                for list in below { readTriggerList(list, group: name, segment, in: index) }
            } else if !text.isEmpty {
                addTriggers(text, action: nil, group: group, line: entry.firstLine, segment, in: index)
            }
        }
    }

    private mutating func readTriggerTable(_ table: MarkdownBlock, group: String?, _ segment: Segment, in index: Int) {
        guard let columns = TriggerColumns(table) else { return }
        for row in table.rows.dropFirst() {
            var text = row.cell(columns.metric)
            let threshold = columns.threshold.map(row.cell) ?? ""
            if !threshold.isEmpty, threshold != "-", threshold != "—" { text += " \(threshold)" }
            if let hold = columns.hold.map(row.cell), ProseDuration.first(in: Tokens.of(hold)) != nil { text += " for \(hold)" }
            guard !PlanText.trimmed(text).isEmpty else { continue }
            let severity = columns.severity.map(row.cell).map { PlanText.withoutSigns($0) }
            addTriggers(
                text, action: columns.action.map(row.cell), group: severity.flatMap { $0.isEmpty ? nil : $0 } ?? group, line: row.line,
                segment, in: index)
        }
    }

    private mutating func addTriggers(_ text: String, action: String?, group: String?, line: Int, _ segment: Segment, in index: Int) {
        let whole = PlanText.withoutSigns(text)
        guard whole.contains(where: \.isLetter) || whole.contains(where: \.isNumber) else { return }
        let (condition, told) = Self.cutAction(whole)
        let does = Self.action(action ?? told, whole: whole, heading: sections[index].title, label: segment.label ?? "", group: group ?? "")
        for part in Alternatives.split(condition) {
            let phrase = TriggerPhrase(part)
            let isWhole = part == condition
            triggers.append(
                (
                    Trigger(
                        id: names.take(Slug.make(part)), text: isWhole ? whole : part, face: phrase.face, wanted: phrase.wanted,
                        wantsBaseline: phrase.wantsBaseline,
                        hold: phrase.hold, action: does, group: group, location: at(line)), index
                ))
            if phrase.wantsBaseline {
                note(line, "`\(part.prefix(80))` compares with a baseline; record one, or bind it under `triggers` in the launch file")
            }
        }
        if does == .rollback {
            note(line, "`\(whole.prefix(80))` reads as automatic: bound to a metric, it starts the rollback by itself after its countdown")
        }
    }

    /// `Crash rate > 1% → Investigate` in its two parts.
    private static func cutAction(_ text: String) -> (condition: String, action: String?) {
        for arrow in ["→", "->", "=>", "⇒", "➡"] where text.contains(arrow) {
            if let range = text.place(of: arrow) {
                let condition = PlanText.trimmed(text[..<range.lowerBound])
                let action = PlanText.trimmed(text[range.upperBound...])
                if !condition.isEmpty, !action.isEmpty { return (condition, action) }
            }
        }
        return (text, nil)
    }

    /// Only rollback, abort, stop and revert mean rollback; without a word, the section does.
    static func action(_ told: String?, whole: String, heading: String, label: String, group: String) -> Trigger.Action {
        let place = SectionWords.of("\(heading) \(label) \(group)")
        if let told, !told.isEmpty {
            let words = SectionWords.of(told)
            let folded = String(decoding: FoldedText.fold(told), as: UTF8.self)
            let goesBack =
                words.contains(.rollback) || [" abort", " revert", " stop", " halt launch", " 回"].contains { folded.contains($0) }
            guard goesBack else { return .watch }
            if folded.contains(" consider") || folded.contains(" manual") || folded.contains(" review") { return .propose }
            return words.contains(.automatic) ? .rollback : .propose
        }
        if place.contains(.automatic) || SectionWords.of(whole).contains(.automatic) && SectionWords.of(whole).contains(.rollback) {
            return .rollback
        }
        let folded = String(decoding: FoldedText.fold("\(label) \(group)"), as: UTF8.self)
        let onlyTells = [" warning", " alert only", " investigate", " yellow", " monitor", " pause", " warnung", " avertissement"].contains
        { folded.contains($0) }
        return onlyTells ? .watch : .propose
    }

    /// The severity group: a label's own words, a heading below the triggers' heading, or a severity in the heading itself.
    private func triggerGroup(_ segment: Segment, in index: Int) -> String? {
        if let label = segment.label {
            if segment.isUnknownLabel { return PlanText.withoutSigns(label) }
            if let word = Self.severity(in: label) { return word }
        }
        let section = sections[index]
        if section.ownRole == nil, section.role == .triggers { return PlanText.withoutSigns(section.title) }
        return Self.severity(in: section.title)
    }

    private static func severity(in text: String) -> String? {
        text.split { !$0.isLetter }.first {
            severities.contains(String(decoding: FoldedText.fold($0).dropFirst().dropLast(), as: UTF8.self))
        }.map(String.init)
    }

    private static let severities: Set<String> = [
        "immediate", "immediately", "urgent", "considered", "consider", "critical", "warning", "automatic", "automated", "manual", "major",
        "minor", "secondary", "conditional", "severe",
        "sofort", "sofortiger", "kritisch", "kritische", "automatisch", "immediat", "immediate", "critique", "automatique", "inmediato",
        "critico", "criticos", "automatico", "imediato",
        "immediato", "紧急", "立即", "严重", "自动",
    ]
}

extension StringProtocol {
    fileprivate func dropLast(while drop: (Character) -> Bool) -> SubSequence {
        var end = endIndex
        while end > startIndex, drop(self[index(before: end)]) { end = index(before: end) }
        return self[..<end]
    }

    fileprivate func place(of needle: String) -> Range<Index>? {
        guard let first = needle.first else { return nil }
        var from = startIndex
        while let start = self[from...].firstIndex(of: first) {
            if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
            from = index(after: start)
        }
        return nil
    }
}

/// Where a table of triggers keeps what.
private struct TriggerColumns {
    var metric: Int
    var threshold: Int?
    var action: Int?
    var severity: Int?
    var hold: Int?

    init?(_ table: MarkdownBlock) {
        guard let header = table.rows.first, table.rows.count > 1 else { return nil }
        let names = header.cells.map { String(decoding: FoldedText.fold($0.text), as: UTF8.self) }
        func find(_ words: [String], except: [Int?] = []) -> Int? {
            names.indices.first { index in !except.contains(index) && words.contains { names[index].contains($0) } }
        }
        let action = find([
            " action", " response ", " decision", " aktion", " massnahme", " accion", " acao", " azione", " what to do", "操作", "措施", "対応",
            "処置",
        ])
        let severity = find([
            " severity", " priority", " schwere", " gravite", " gravedad", " severidad", " gravita", " prioridad", "级别", "重要度",
        ])
        let hold = find(
            [" duration", " sustained", " for how long", " hold", " dauer", " duree", " duracion", " duracao", " durata", "持续", "期間"],
            except: [action, severity])
        let rollbackColumn = find([" rollback", " red ", " critical", " abort"], except: [action, severity, hold, 0])
        let threshold =
            rollbackColumn
            ?? find(
                [" threshold", " value", " limit", " level", " schwell", " seuil", " umbral", " limiar", " soglia", "阈值", "しきい値", "閾値"],
                except: [action, severity, hold])
        let columns = [action, severity, hold, threshold]
        metric =
            find(
                [
                    " trigger", " condition", " metric", " indicator", " symptom", " scenario", " issue", " signal", " kpi", " criteri",
                    " what", " event", " bedingung", " condicion", " condicao", "触发", "条件",
                    "指标", "指標", "状況",
                ], except: columns) ?? names.indices.first { !columns.contains($0) } ?? 0
        (self.action, self.severity, self.hold, self.threshold) = (action, severity, hold, threshold)
    }
}
