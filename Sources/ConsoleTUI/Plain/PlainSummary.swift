import LaunchCore

/// A launch at one look, for reading from the top down: the verdict first, then what it rests on.
public struct PlainSummary {
    private let snapshot: Snapshot

    public init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    public var lines: [String] {
        head + phases + services + deployments + triggers + windows + procedures + run + rollback
    }

    private var head: [String] {
        let verdict = snapshot.verdict
        let (from, to) = (snapshot.plan.fromVersion, snapshot.plan.toVersion)
        let versions = [from, to].compactMap { $0 }.joined(separator: " → ")
        let elapsed = Clock.sinceStart(snapshot.state.startedAt.map { snapshot.now.wall - $0 })
        let oldest = verdict.oldestInput.map { ", oldest input \(Clock.age($0))" } ?? ""
        let engine = snapshot.isUnwatched ? "NOBODY IS WATCHING" : snapshot.engine.alive ? "engine watching" : "engine ended"
        let others = snapshot.operators.filter { $0 != snapshot.me.name }
        let people = others.isEmpty ? "" : ", with \(others.joined(separator: ", "))"
        return [
            [snapshot.state.name ?? snapshot.plan.name, versions, elapsed].filter { !$0.isEmpty }.joined(separator: "  "),
            "\(verdict.word.sign.glyph) \(verdict.word.rawValue): \(verdict.reason)\(oldest)", engine + people,
        ] + changed
    }

    /// A plan of which nothing runs, not even the rollback.
    private var changed: [String] {
        let state = snapshot.state
        guard state.beganAt != nil, state.finished == nil, state.acceptedDigest != snapshot.plan.digest else { return [] }
        let words = "▲ the plan changed and is not accepted: nothing of it runs; `opsconsole accept`, or "
        return ["\(words)\(snapshot.key("accept")) on the screen"] + snapshot.changes.map { "  \($0)" }
    }

    private var phases: [String] {
        section("Phases", snapshot.plan.phases) { phase in
            let progress = phase.allItems.map { snapshot.state.progress(of: $0) }
            let states: [(ItemProgress.State, String)] = [(.skipped, "skipped"), (.running, "running"), (.failed, "failed")]
            let rest = states.compactMap { state, word in
                let count = progress.count { $0 == state }
                return count > 0 ? "\(count) \(word)" : nil
            }
            let decisions = phase.decisions.map { "\($0.title): \(DecisionRow.sign(snapshot.state.answer(to: $0)).word)" }
            let counts = ["\(progress.count { $0 == .done }) of \(progress.count) done"] + rest + decisions
            let isClosed = progress.allSatisfy { $0 == .done || $0 == .skipped }
            return "\(isClosed ? "✔" : "○") \(phase.title): \(counts.joined(separator: ", "))"
        }
    }

    private var services: [String] {
        section("Services", snapshot.plan.services) { service in
            let view = ServiceView(service, snapshot)
            return told(view.cells(curve: 0), view.detail)
        }
    }

    private var deployments: [String] {
        section("Deployments", snapshot.plan.deployments) { deployment in
            let view = DeploymentView(deployment, snapshot)
            var cells = view.cells(bar: 0)
            cells.remove(at: 3)
            return told(cells, view.detail)
        }
    }

    private var triggers: [String] {
        section("Triggers", TriggerRow.sorted(snapshot)) { view in
            var cells = view.cells(curve: 0)
            cells.remove(at: 4)
            return told(cells, view.detail)
        }
    }

    private var windows: [String] {
        section("Windows", snapshot.plan.windows) { window in
            let view = WindowView(window, snapshot)
            var words = [view.state.sign.word]
            if let left = view.left { words.append("\(Clock.countdown(left)) left") }
            if let due = view.due {
                words.append("checkpoint \(due) due")
            } else if let next = view.untilNext {
                words.append("next checkpoint in \(Clock.countdown(next))")
            }
            if view.status == nil { words.append(window.lasts.launchText + (window.every.map { " every \($0.launchText)" } ?? "")) }
            if let coverage = view.coverage { words.append("\(coverage.seen)/\(coverage.expected) seen") }
            let missed = view.checkpoints.count { $0 == .missed }
            if missed > 0 { words.append("\(missed) missed") }
            return "\(view.state.sign.glyph) \(window.name): \(words.joined(separator: ", "))"
        }
    }

    private var procedures: [String] {
        section("Procedures", snapshot.plan.procedures) { procedure in
            guard let run = snapshot.state.newestRun(of: procedure) else { return "○ \(procedure.id): never run" }
            let ending = run.ending.map { "; \($0)" } ?? ""
            return "\(run.state.sign.glyph) \(procedure.id): \(run.state.sign.word), requested by \(run.requestedBy.name)\(ending)"
        }
    }

    /// The run that goes on or is interrupted, where it is no rollback, which has lines of its own.
    private var run: [String] {
        guard let run = snapshot.state.activeRun ?? snapshot.waitingRecords.flatMap({ snapshot.state.run($0.run) }), !run.work.isRollback
        else { return [] }
        let step = run.current.map { " at step \($0 + 1) of \(run.steps.count)" } ?? ""
        let ending = run.ending.map { "; \($0)" } ?? ""
        let lines =
            troubles(of: run) + [
                "\(run.state.sign.glyph) \(run.title) \(run.state.sign.word)\(step), requested by \(run.requestedBy.name)\(ending)"
            ]
        return ["Run"] + lines.map { "  " + $0 }
    }

    /// What keeps a run from going on that nobody decided.
    private func troubles(of run: Run) -> [String] {
        var lines: [String] = []
        if let waiting = snapshot.waitingRecords {
            lines.append("▲ \(waiting.text(in: snapshot.state, at: snapshot.now.wall)); \(waiting.whatToDo)")
        }
        if let silence = snapshot.runnerSilence { lines.append("✖ \(silence.text(at: snapshot.now.wall)): \(silence.whatToDo)") }
        if let link = run.brokenLink, run.state == .running {
            lines.append("▲ \(link.text(snapshot.age(of: link.since))) (\(link.reason))")
        }
        return lines
    }

    private var rollback: [String] {
        var lines: [String] = []
        if let asked = snapshot.state.request(at: snapshot.now.wall) {
            let left = (asked.deadline - snapshot.now.wall).roundedText
            lines.append("▲ asked for by \(asked.by.name): \(asked.reason); another operator confirms within \(left)")
        }
        if let run = snapshot.state.rollback {
            let ending = run.ending.map { "; \($0)" } ?? ""
            if !run.state.isOver || snapshot.waitingRecords?.run == run.id { lines += troubles(of: run) }
            lines.append("\(run.state.sign.glyph) \(run.state.sign.word), requested by \(run.requestedBy.name): \(run.reason)\(ending)")
        }
        if let procedure = snapshot.plan.rollback { lines.append(rehearsed(procedure)) }
        return lines.isEmpty ? [] : ["Rollback"] + lines.map { "  " + $0 }
    }

    private func rehearsed(_ procedure: Procedure) -> String {
        let steps = procedure.steps.count == 1 ? "1 step" : "\(procedure.steps.count) steps"
        guard let rehearsal = snapshot.state.rehearsal(of: procedure) else { return "○ \(steps), never rehearsed" }
        let changed = rehearsal.isCurrent ? "" : "; the procedure has changed since"
        return "· \(steps), rehearsed \(snapshot.clock(rehearsal.at)) by \(rehearsal.by.name): \(rehearsal.state.sign.word)\(changed)"
    }

    private func section<Element>(_ title: String, _ elements: [Element], _ line: (Element) -> String) -> [String] {
        elements.isEmpty ? [] : [title] + elements.map { "  " + line($0) }
    }

    /// Cells as a sentence, without what is empty.
    private func told(_ cells: [Line], _ detail: (String, Role)?) -> String {
        let words = cells.map(\.text).filter { !$0.allSatisfy { $0 == " " } }.joined(separator: " ")
        return detail.map { "\(words) · \($0.0)" } ?? words
    }
}
