import LaunchCore

/// Something that a snapshot shows and no record tells: what is too old, who is there, what waits. It is told when its shape changes.
struct PlainFact: Hashable, Sendable {
    let key: String
    /// What must be another for it to be news.
    let shape: String
    let sign: Sign
    let text: String
    /// What is said when it is over; nil where that goes without saying.
    var over: String?
    /// Said as well when it is there from the beginning.
    var isNewsAtFirst = true

    /// A text without its figures: what only counts on is no news. `rolls back by itself in 25s` stays the same for 25 seconds.
    static func shape(of text: String) -> String {
        var words: [Substring] = []
        for word in text.split(separator: " ") {
            let isFigure = word.first.map { $0.isNumber || $0 == "–" || $0 == "-" || $0 == "(" } ?? false
            if isFigure, words.last == "#" { continue }
            words.append(isFigure ? "#" : word)
        }
        return words.joined(separator: " ")
    }
}

extension Snapshot {
    /// The verdict comes last: it follows from the others.
    var plainFacts: [PlainFact] {
        engineFacts + runnerFacts + waitingFacts + operatorFacts + serviceFacts + deploymentFacts + triggerFacts + windowFacts + noticeFacts
            + [
                verdictFact
            ]
    }

    private var verdictFact: PlainFact {
        PlainFact(
            key: "verdict", shape: "\(verdict.word.rawValue) \(PlainFact.shape(of: verdict.reason))", sign: verdict.word.sign,
            text: "\(verdict.word.rawValue): \(verdict.reason)", isNewsAtFirst: false)
    }

    private var engineFacts: [PlainFact] {
        guard isUnwatched else { return [] }
        return [
            PlainFact(
                key: "engine", shape: "", sign: Sign("✖", "", .danger), text: "NOBODY IS WATCHING", isNewsAtFirst: false)
        ]
    }

    private var runnerFacts: [PlainFact] {
        guard let silence = runnerSilence else { return [] }
        return [
            PlainFact(
                key: "runner", shape: "\(silence.pid)", sign: Sign("✖", "", .danger),
                text: "\(silence.text(at: now.wall)): \(silence.whatToDo)",
                over: "the runner gives signs of life again, or is gone")
        ]
    }

    private var waitingFacts: [PlainFact] {
        guard let waiting = waitingRecords else { return [] }
        return [
            PlainFact(
                key: "waiting", shape: state.run(waiting.run)?.state.rawValue ?? "", sign: Sign("▲", "", .warning),
                text: "\(waiting.text(in: state, at: now.wall)); \(waiting.whatToDo)", over: "the record waits no longer")
        ]
    }

    private var operatorFacts: [PlainFact] {
        operators.filter { $0 != me.name }.map {
            PlainFact(
                key: "operator/\($0)", shape: "", sign: Sign("·", "", .info), text: "\($0) has a console open",
                over: "\($0) has left", isNewsAtFirst: false)
        }
    }

    /// Records tell of states; that nothing new is measured shows only here.
    private var serviceFacts: [PlainFact] {
        plan.services.compactMap { service in
            let view = ServiceView(service, self)
            guard view.isStale, let age = view.age, isLate(age, view.reading?.staleAfter) else { return nil }
            return PlainFact(
                key: "service/\(service.name)", shape: "", sign: .stale, text: "\(service.name) STALE: \(view.detail?.0 ?? "")",
                over: "\(service.name) answers are new again", isNewsAtFirst: false)
        }
    }

    /// With the second of grace that the verdict gives: a value travels from the engine to this line.
    private func isLate(_ age: Duration, _ staleAfter: Int64?) -> Bool { age.milliseconds > (staleAfter ?? 0) + 1000 }

    private var deploymentFacts: [PlainFact] {
        plan.deployments.compactMap { deployment in
            let view = DeploymentView(deployment, self)
            if view.isSilent {
                let text = "\(deployment.name) STALE: \(view.detail?.0 ?? "")"
                return PlainFact(key: "deployment/\(deployment.name)", shape: "stale", sign: .stale, text: text, isNewsAtFirst: false)
            }
            // Its beginning and its end are records.
            guard view.sign.role == .pending, let reading = view.reading, let progress = reading.progress, progress >= 0.25 else {
                return nil
            }
            let quarter = Int(min(1, progress) * 4)
            let version = reading.version.map { " \($0)" } ?? ""
            return PlainFact(
                key: "deployment/\(deployment.name)", shape: "\(quarter)", sign: view.sign,
                text: "\(deployment.name) \(view.sign.word) \(Int(min(1, progress) * 100))%\(version)", isNewsAtFirst: false)
        }
    }

    private var triggerFacts: [PlainFact] {
        plan.triggers.flatMap { trigger in
            let view = TriggerView(trigger, self)
            var facts: [PlainFact] = []
            if view.sign == .stale, let metric = view.metric, let age = metric.age, isLate(age, metric.reading?.staleAfter) {
                facts.append(
                    PlainFact(
                        key: "trigger/\(trigger.id)", shape: "", sign: .stale, text: "\(trigger.text) STALE: \(view.detail?.0 ?? "")",
                        over: "\(trigger.text) is measured again", isNewsAtFirst: false))
            }
            if let countdown = view.status?.countdown, countdown.held == nil, view.state == .firing, !isAnswered(countdown) {
                let left = countdown.deadline - now.wall
                if left > .zero, left <= Self.lastCall {
                    let text = "\(trigger.text) rolls back in \(Clock.countdown(left)); `opsconsole hold` holds it"
                    facts.append(PlainFact(key: "countdown/\(trigger.id)", shape: "", sign: Sign("▲", "", .bad), text: text))
                }
            }
            return facts
        }
    }

    private static let lastCall: Duration = .seconds(10)

    private var windowFacts: [PlainFact] {
        plan.windows.compactMap { window in
            guard let due = WindowView(window, self).due else { return nil }
            let look = window.watch.isEmpty ? "" : ": \(window.watch.joined(separator: ", "))"
            return PlainFact(
                key: "window/\(window.id)", shape: "\(due)", sign: WindowView.sign(.due),
                text: "checkpoint \(due) of \(window.name) is due\(look)",
                isNewsAtFirst: false)
        }
    }

    private var noticeFacts: [PlainFact] {
        notices.map { PlainFact(key: "notice/\(PlainFact.shape(of: $0))", shape: "", sign: Sign("!", "notice", .warning), text: $0) }
            + changes.map { PlainFact(key: "change/\($0)", shape: "", sign: Sign("!", "changed on disk", .warning), text: $0) }
    }
}
