import LaunchCore

extension PlanReader {
    /// Every entry of the lists and tables; a tick sign in front is a wish and stays text.
    mutating func readCriteria(_ segment: Segment, in index: Int) {
        for block in segment.blocks {
            switch block.kind {
            case .list: readCriteriaList(block, segment, in: index)
            case .table: readTargetTable(block, in: index)
            case .quote:
                var inner = segment
                inner.blocks = block.children
                readCriteria(inner, in: index)
            default: break
            }
        }
    }

    private mutating func readCriteriaList(_ list: MarkdownBlock, _ segment: Segment, in index: Int) {
        for entry in list.children {
            let text = entry.entryText
            let below = entry.children.filter(\.isList)
            if case .item(let box) = entry.kind, box != nil, segment.role == .decision { continue }
            if PlanText.endsWithColon(text), !below.isEmpty {
                for list in below { readCriteriaList(list, segment, in: index) }
            } else if !text.isEmpty {
                let condition = text.hasDigit ? TriggerPhrase(text).criterion : nil
                criteria.append((Criterion(text: text, condition: condition, location: at(entry.firstLine)), index))
            }
        }
    }

    /// Entries that read `name: value` are goals; others among them, and lists without any, are criteria.
    mutating func readGoals(_ segment: Segment, in index: Int) {
        for block in segment.blocks {
            switch block.kind {
            case .list:
                let entries = block.children.filter { !$0.entryText.isEmpty }
                let found = entries.map { GoalText(PlanText.withoutSigns($0.entryText)) }
                guard found.count(where: \.isNamed) * 2 >= found.count else {
                    readCriteriaList(block, segment, in: index)
                    continue
                }
                for (entry, goal) in zip(entries, found) { add(goal, line: entry.firstLine) }
            case .table: readTargetTable(block, in: index)
            default: break
            }
        }
        if segment.label == nil {
            for fact in facts[index]
            where fact.value.contains(where: \.isNumber) && fact.words.isDisjoint(with: [.owner, .estimate, .status]) {
                add(GoalText("\(fact.key): \(fact.value)"), line: fact.line)
            }
        }
    }

    private mutating func add(_ goal: GoalText, line: Int) {
        let condition = goal.target.flatMap { $0.hasDigit ? TriggerPhrase("\(goal.name) \($0)").wanted : nil }
        goals.append(
            Goal(name: goal.name, metric: nil, current: goal.current, target: goal.target, condition: condition, location: at(line)))
    }

    /// `| KPI | Current | Target |`; anything else is left to the reader of the text.
    private mutating func readTargetTable(_ table: MarkdownBlock, in index: Int) {
        guard let header = table.rows.first, table.rows.count > 1, header.cells.count > 1 else { return }
        let names = header.cells.map { String(decoding: FoldedText.fold($0.text), as: UTF8.self) }
        func find(_ words: [String]) -> Int? { names.indices.dropFirst().first { index in words.contains { names[index].contains($0) } } }
        let target = find([
            " target", " goal", " threshold", " ziel", " cible", " objectif", " objetivo", " meta", " obiettivo", " sla", " criteri", "目标",
            "目標", "标准", "基準",
        ])
        let current = find([
            " current", " baseline", " today", " before", " now ", " aktuell", " ist ", " actuel", " actual", " atual", " attuale", "当前",
            "现状", "現在", "現状",
        ])
        guard let column = target ?? (current == nil && header.cells.count == 2 ? 1 : nil) else { return }
        for row in table.rows.dropFirst() where !row.cell(0).isEmpty {
            let goal = GoalText(name: PlanText.withoutSigns(row.cell(0)), current: current.map(row.cell), target: row.cell(column))
            add(goal, line: row.line)
        }
    }

    /// `Cache hit rate: 15% (target: 40%+)` is a goal wherever it stands.
    mutating func readKPIs(_ segment: Segment) {
        guard segment.role != .goals, segment.role != .triggers else { return }
        for block in segment.blocks { readKPIs(below: block) }
    }

    private mutating func readKPIs(below block: MarkdownBlock) {
        for child in block.children {
            if case .item = child.kind, GoalText.mayHaveTarget(child.entryText) {
                let goal = GoalText(PlanText.withoutSigns(child.entryText))
                if goal.isNamed, goal.hasExplicitTarget, goal.current != nil { add(goal, line: child.firstLine) }
            }
            readKPIs(below: child)
        }
    }
}

extension TriggerPhrase {
    /// The condition, where it is an absolute one.
    var criterion: Condition? { wantsBaseline ? nil : wanted }
}

/// A number to move, in its parts: `Startup Time: <1s target (currently ~2s)`, `Components: 2 → 1`.
struct GoalText {
    var name: String
    var current: String?
    var target: String?
    private(set) var isNamed = false
    private(set) var hasExplicitTarget = false

    init(name: String, current: String?, target: String?) {
        self.name = name
        self.current = current.flatMap(Self.filled)
        self.target = target.flatMap(Self.filled)
        isNamed = true
    }

    init(_ text: String) {
        name = text
        guard let colon = PlanText.firstColon(in: text), text[..<colon].count <= 60,
            !text[text.index(after: colon)...].hasPrefix("//")
        else {
            return
        }
        name = PlanText.withoutSigns(text[..<colon])
        isNamed = !name.isEmpty
        var value = PlanText.trimmed(text[text.index(after: colon)...])
        if let (inside, rest) = Self.parenthesis(value) {
            let folded = String(decoding: FoldedText.fold(inside), as: UTF8.self)
            if Self.targets.contains(where: { folded.hasPrefix($0) }) {
                hasExplicitTarget = true
                current = Self.filled(rest)
                target = Self.filled(Self.withoutFirstWord(inside))
                return
            }
            if Self.currents.contains(where: { folded.hasPrefix($0) }) {
                current = Self.filled(Self.withoutFirstWord(inside))
                value = rest
            }
        }
        for arrow in ["→", "->", "=>"] {
            if let middle = value.place(ofArrow: arrow) {
                current = Self.filled(String(value[..<middle.lowerBound]))
                target = Self.filled(String(value[middle.upperBound...]))
                return
            }
        }
        target = Self.filled(value)
    }

    /// A goal with its target in parentheses has both signs; the colon may be a wide one.
    static func mayHaveTarget(_ text: String) -> Bool {
        text.hasByte { $0 == UInt8(ascii: "(") } && text.hasByte { $0 == UInt8(ascii: ":") || $0 == 0xEF }
    }

    private static let targets = [" target", " goal", " ziel", " cible", " objectif", " objetivo", " meta ", " obiettivo", "目标", "目標"]
    private static let currents = [
        " current", " now ", " today ", " aktuell", " derzeit", " actuel", " actual", " atual", " attual", " baseline", "当前", "现在", "現在",
    ]

    /// The last parenthesis and what is left without it.
    private static func parenthesis(_ text: String) -> (inside: String, rest: String)? {
        guard text.hasByte({ $0 == UInt8(ascii: ")") || $0 == 0xEF }), let close = text.lastIndex(where: { $0 == ")" || $0 == "）" }),
            let open = text[..<close].lastIndex(where: { $0 == "(" || $0 == "（" })
        else { return nil }
        return (String(text[text.index(after: open)..<close]), String(text[..<open] + text[text.index(after: close)...]))
    }

    private static func withoutFirstWord(_ text: String) -> String {
        let rest = text.drop { !$0.isWhitespace && $0 != ":" && $0 != "：" }
        return String(rest.drop { $0.isWhitespace || $0 == ":" || $0 == "：" })
    }

    /// Without tick signs and the word `target` at the end; nil for nothing.
    private static func filled(_ text: String) -> String? {
        var result = PlanText.trimmed(text)
        while let last = result.last, !last.isLetter, !last.isNumber, !"%+)]\"'”.°€$£".contains(last) { result.removeLast() }
        if result.lowercased().hasSuffix(" target") { result = PlanText.trimmed(result.dropLast(7)) }
        result = PlanText.trimmed(result)
        return result.isEmpty || result == "-" ? nil : result
    }
}

extension String {
    fileprivate func place(ofArrow arrow: String) -> Range<Index>? {
        guard let byte = arrow.utf8.first, hasByte({ $0 == byte }), let first = arrow.first, let start = firstIndex(of: first),
            self[start...].hasPrefix(arrow)
        else { return nil }
        return start..<index(start, offsetBy: arrow.count)
    }
}
