import LaunchCore

/// The steps of a procedure: as they will run, or as far as they have run.
struct StepList {
    let snapshot: Snapshot

    /// Before a run: every step with its exact text, host and marks.
    func lines(_ steps: [Step], width: Int) -> [Line] {
        var lines = [Line("Steps", .heading)]
        for (index, step) in steps.enumerated() {
            lines += text(RunStep(step), number: index + 1, sign: nil, width: width)
            lines.append(Line("     ") + marks(step))
        }
        if steps.isEmpty { lines.append(Line("  the procedure has no steps", .warning)) }
        return lines
    }

    /// During and after a run.
    func lines(_ run: Run, width: Int) -> [Line] {
        run.steps.enumerated().flatMap { index, progress in
            let sign = sign(progress, isCurrent: run.current == index, run: run)
            var lines = text(progress.step, number: index + 1, sign: sign, width: width)
            let how = how(progress, isCurrent: run.current == index, run: run)
            if how.width > 0 { lines.append(Line("     ") + how) }
            return lines
        }
    }

    private func text(_ step: RunStep, number: Int, sign: Sign?, width: Int) -> [Line] {
        let head = Line(sign.map { "\($0.glyph) " } ?? "  ", sign?.role ?? .text) + Line("\(number)".leftPadded(to: 2) + " ", .heading)
        let parts = step.title.split(separator: "\n", omittingEmptySubsequences: false)
        return parts.enumerated().flatMap { index, part in
            ((index == 0 ? head : Line([.blanks(5)])) + Line(String(part), step.kind.isCommand ? .code : .text)).wrapped(
                to: width, indent: 7)
        }
    }

    private func marks(_ step: Step) -> Line {
        var line = Line("on ", .muted) + Line(step.host ?? "this host", step.host == nil ? .muted : .link, step.host == nil ? [] : .bold)
        line.append(" · at most \(step.timeout.launchText)", .muted)
        if step.retries > 0 { line.append(" · \(step.retries) retr\(step.retries == 1 ? "y" : "ies")", .muted) }
        if case .run = step.work {
            line.append(step.idempotent ? " · idempotent" : " · not idempotent", step.idempotent ? .muted : .warning)
        }
        if step.irreversible { line.append(" · !! irreversible", .danger, .bold) }
        return line
    }

    private func sign(_ progress: Run.StepProgress, isCurrent: Bool, run: Run) -> Sign {
        if let outcome = progress.outcome {
            if case .skipped = outcome { return Sign("-", "skipped", .muted) }
            if case .unknown = outcome { return Sign("?", "unknown", .unknown) }
            return outcome.succeeded ? Run.State.done.sign : Run.State.failed.sign
        }
        guard isCurrent, progress.startedAt != nil else { return Sign("○", "to do", .muted) }
        return run.state == .interrupted ? Run.State.interrupted.sign : run.state.isOver ? Run.State.aborted.sign : Run.State.running.sign
    }

    private func how(_ progress: Run.StepProgress, isCurrent: Bool, run: Run) -> Line {
        var parts: [String] = []
        if let outcome = progress.outcome { parts.append(outcome.words) }
        if let took = progress.took, progress.outcome != nil {
            parts.append(Clock.length(took))
        } else if isCurrent, let startedAt = progress.startedAt, !run.state.isOver {
            parts.append("since \(Clock.length(snapshot.age(of: startedAt)))")
        }
        if progress.outcome != nil, progress.outputBytes > 0 { parts.append(progress.outputBytes.bytesText) }
        if progress.attempt > 1 { parts.append("attempt \(progress.attempt)") }
        if let host = progress.step.host { parts.append("on \(host)") }
        return Line(parts.joined(separator: " · "), progress.outcome?.succeeded == false ? .bad : .muted)
    }
}

extension RunStep {
    /// Its text, said so that a person knows what kind of step it is.
    var title: String {
        switch kind {
        case .run: text
        case .verifyService: "verify that \(text) is up"
        case .verifyCondition: "verify \(text)"
        case .verifyCommand: "verify: \(text)"
        case .manual: "by hand: \(text)"
        }
    }
}

extension String {
    func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}

extension Int {
    /// `812 bytes`, `95.4 MB`: a size at a glance.
    var bytesText: String {
        let units = ["kB", "MB", "GB", "TB"]
        guard self >= 1000 else { return self == 1 ? "1 byte" : "\(self) bytes" }
        var (tenths, unit) = (self / 100, 0)
        while tenths >= 10_000, unit < units.count - 1 { (tenths, unit) = (tenths / 1000, unit + 1) }
        return "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }
}
