import LaunchCore

extension Details {
    /// A record in full: who, when, what, and on what evidence.
    func record(_ record: Record) -> [Line] {
        let text = RecordText(plan: snapshot.plan, state: snapshot.state)
        let sign = text.sign(record.event)
        let elapsed = snapshot.state.startedAt.map { Clock.sinceStart(record.at - $0) }
        let head =
            Line("\(sign.glyph) \(record.event.kind.rawValue)", sign.role, .bold)
            + Line(["", record.event.kind.rawValue].contains(sign.word) ? "" : "  \(sign.word)")
        return row("Kind", head) + row("What", text.phrase(record))
            + row("At", "\(snapshot.clockWithSeconds(record.at))  \(record.at.rfc3339)" + (elapsed.map { "  \($0)" } ?? ""))
            + row("By", "\(record.by.name) on \(record.by.host)" + (record.by.role == .operator ? "" : ", no person"))
            + particulars(record.event) + [Line()]
            + row("Hash", Line(record.hash, .muted)) + row("Before it", Line(record.previousHash, .muted))
    }

    /// What the one sentence about it leaves out.
    private func particulars(_ event: LaunchEvent) -> [Line] {
        switch event {
        case .launchBegan(_, let id, let from, let to, let digest):
            row("Id", id) + row("Versions", [from, to].compactMap(\.self).joined(separator: " → ")) + row("Plan", digest, .muted)
        case .planAccepted(let digest, _): row("Plan", digest, .muted)
        case .itemTicked(let item, _, _), .itemUnticked(let item, _), .itemSkipped(let item, _):
            row("Item", snapshot.plan.item(item).map { "\($0.text)  (\($0.location.file):\($0.location.line))" } ?? item)
        case .triggerChanged(let trigger, _, let evidence): self.evidence(evidence, trigger: trigger)
        case .rollbackAsked(_, let trigger, let length, let blanks):
            row("Filled in", blanks.map { $0.sorted { $0.key < $1.key }.map { "\($0): \($1)" }.joined(separator: " · ") })
                + row("Trigger", trigger.map(name)) + row("Lapses after", Duration.milliseconds(length).launchText)
        case .runRequested(let run, let work, let steps, let reason, let evidence):
            row("Run", run) + row("Reason", reason) + self.evidence(evidence, trigger: work.trigger) + self.steps(steps)
        case .stepFinished(let run, _, let attempt, let outcome, let took, let bytes, let hash):
            row("Run", run) + row("Outcome", outcome.text) + row("Took", Clock.length(.milliseconds(took)))
                + row("Attempt", attempt > 1 ? "\(attempt)" : nil)
                + row("Output", "\(bytes) bytes" + (hash.map { ", SHA-256 \($0)" } ?? ""))
        case .runStarted(let run, _, _), .stepStarted(let run, _, _), .linkMended(let run, _, _), .runInterrupted(let run, _, _),
            .runResumed(let run, _, _, _), .runFinished(let run, _, _):
            row("Run", run)
        case .recoveryFailed(let run, let trigger, _, _): row("Run", run) + row("Trigger", name(trigger: trigger))
        case .linkBroke(let run, _, _, let reason, _): row("Run", run) + row("Reason", reason)
        case .outcomeJudged(let outcome):
            judged("Criterion", outcome.criteria) + judged("Goal", outcome.goals) + evidence(outcome.evidence, trigger: nil)
        default: []
        }
    }

    private func name(trigger id: String) -> String { snapshot.plan.trigger(id)?.text ?? id }

    private func evidence(_ evidence: [Evidence], trigger id: String?) -> [Line] {
        let condition = id.flatMap { snapshot.plan.trigger($0)?.condition }
        var lines = row("Rule", condition?.text)
        for (index, each) in evidence.enumerated() {
            let unit = condition?.threshold.unit ?? snapshot.plan.metric(each.metric)?.unit ?? .plain
            var line = Line("\(each.metric) ")
            if let value = each.value {
                line.append(unit.display(value), .text, .bold)
            } else {
                line.append(each.failure ?? "no data", .unknown)
            }
            line.append("  measured \(snapshot.clockWithSeconds(each.at))", .muted)
            lines += row(index == 0 ? "Evidence" : "", line)
        }
        return lines
    }

    private func steps(_ steps: [RunStep]) -> [Line] {
        steps.enumerated().flatMap { index, step in
            row(
                index == 0 ? "Steps" : "",
                Line("\(index + 1) ", .muted) + Line(step.title, .code) + Line(step.host.map { "  on \($0)" } ?? "", .muted))
        }
    }

    private func judged(_ label: String, _ judgements: [Judgement]) -> [Line] {
        judgements.enumerated().flatMap { index, judgement in
            let sign =
                switch judgement.met {
                case true?: Sign("✔", "met", .good)
                case false?: Sign("✖", "NOT MET", .bad)
                case nil: Sign("?", "open", .unknown)
                }
            let why = judgement.reason.map { "  \($0)" } ?? judgement.value.map { "  \(unit(judgement).display($0))" } ?? ""
            return row(
                index == 0 ? label : "", Line("\(sign.glyph) \(sign.word)  ", sign.role, .bold) + Line(judgement.text) + Line(why, .muted))
        }
    }

    private func unit(_ judgement: Judgement) -> Unit {
        let criterion = snapshot.plan.criteria.first { $0.text == judgement.text }?.condition
        let goal = snapshot.plan.goals.first { $0.name == judgement.text }?.condition
        return (criterion ?? goal)?.threshold.unit ?? .plain
    }
}

extension RunWork {
    fileprivate var trigger: String? { if case .rollback(_, let trigger) = self { trigger } else { nil } }
}
