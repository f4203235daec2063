import LaunchCore

extension PlanReader {
    /// Puts what was found into the plan: decisions to the phases they close, windows behind the phase they follow.
    mutating func finish(_ grouped: PhaseGrouping.Grouped, into plan: inout Plan) {
        names = grouped.names
        var phases = grouped.phases
        if plan.name.isEmpty { plan.name = title() }
        placeDecisions(&phases, grouped.phaseOfSection)
        checkSums(phases)
        noteRestated(phases)
        plan.phases += phases
        plan.windows += placedWindows(phases, grouped.phaseOfSection)
        plan.triggers += triggers.map(\.trigger)
        plan.criteria += criteria.map(\.criterion)
        plan.goals += goals
        plan.candidates += candidates
        if let procedure = procedure() {
            if let first = plan.rollback {
                note(procedure.location.line, "`\(procedure.title)` is another rollback; the one of \(first.location.file) was taken")
            } else {
                plan.rollback = procedure
            }
        }
        for window in plan.windows where window.every == nil && window.location.file == file.name {
            note(
                window.location.line, "window `\(window.name)` has no cadence; give it `every` in the launch file, or it has no checkpoints"
            )
        }
    }

    private func title() -> String {
        let heading = sections.first { $0.level == 1 } ?? sections.first { $0.level > 0 && !$0.isPhase && $0.firstLine <= 3 }
        return heading.map { PlanText.withoutSigns($0.title) } ?? ""
    }

    private mutating func placeDecisions(_ phases: inout [Phase], _ phaseOfSection: [Int?]) {
        let decided = decidedPhases()
        for (decision, section) in decisions {
            if sections[section].ownRole == .decision, decision.location.line == sections[section].firstLine,
                namesOnly(decided, in: section)
            {
                continue
            }
            let phase = phaseOfSection[section] ?? phases.lastIndex { $0.location.line <= decision.location.line }
            guard let phase else {
                note(decision.location.line, "the decision `\(decision.title)` closes no phase; it is not asked for")
                continue
            }
            phases[phase].decisions.append(decision)
        }
    }

    /// The numbers of the phases that have a gate inside them.
    private func decidedPhases() -> Set<Decimal> {
        var numbers: Set<Decimal> = []
        for (_, section) in decisions {
            var next: Int? = section
            while let current = next {
                if sections[current].isPhase, let number = Tokens.of(sections[current].title).lazy.compactMap(\.number).first {
                    numbers.insert(number)
                }
                next = sections[current].parent
            }
        }
        return numbers
    }

    /// A sign-off list whose labels name phases that have their own gate decides nothing more.
    private func namesOnly(_ decided: Set<Decimal>, in section: Int) -> Bool {
        let labels = SegmentReader(sections[section]).segments.compactMap(\.label)
        return !labels.isEmpty
            && labels.allSatisfy { label in
                HeadingShape(label).isPhase && Tokens.of(label).lazy.compactMap(\.number).first.map(decided.contains) == true
            }
    }

    /// A window of a phase opens when the phase before it is through; the others follow one another.
    private func placedWindows(_ phases: [Phase], _ phaseOfSection: [Int?]) -> [Window] {
        // A heading that only gives the length of its own windows is none itself.
        let outer = Set(windows.flatMap { ancestors(of: $0.section) })
        let inner = windows.filter { !outer.contains($0.section) }
        var result = inner.map(\.window)
        guard !result.isEmpty else { return [] }
        let line = result[0].location.line
        if let own = phaseOfSection[inner[0].section] {
            // Its own phase holds nothing to do first where it is all monitoring.
            let opener = phases[own].items.isEmpty ? own - 1 : own
            if opener >= 0 { result[0].after = phases[opener].id }
        } else {
            result[0].after = phases.last { $0.location.line < line }?.id
        }
        return result
    }

    private func ancestors(of section: Int) -> [Int] {
        var above: [Int] = []
        while let parent = sections[above.last ?? section].parent { above.append(parent) }
        return above
    }

    private mutating func noteRestated(_ phases: [Phase]) {
        let restated = Set(sections.filter { $0.words.contains(.restated) }.map(\.firstLine))
        for phase in phases where restated.contains(phase.location.line) {
            note(
                phase.location.line,
                "`\(phase.title)` looks like a summary of other checklists; its \(phase.allItems.count) items count on their own")
        }
    }
}
