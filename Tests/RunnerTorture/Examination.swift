import ConsoleModel
import ConsoleTestKit
import Foundation
import LaunchCore

/// Compares what was recorded of a run with what really happened: what its steps wrote into the world themselves.
struct Examination {
    private let steps: [Scenario.Step]
    private let events: [LaunchEvent]
    private let begins: [String: Int]
    private let ends: [String: Int32]
    private(set) var findings: [String] = []

    /// - Parameter steps: the first of the run's; what follows them is not examined by its output.
    init(_ steps: [Scenario.Step], journal: Journal, world: String) throws {
        self.steps = steps
        events = try journal.records().map(\.event)
        var begins: [String: Int] = [:]
        var ends: [String: Int32] = [:]
        for line in ((try? String(contentsOfFile: world, encoding: .utf8)) ?? "").split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            if words.first == "begin" { begins[words[1], default: 0] += 1 }
            if words.first == "end", words.count == 3 { ends[words[1]] = Int32(words[2]) }
        }
        self.begins = begins
        self.ends = ends
        noAttemptBeginsTwice()
        everyFurtherAttemptHasAReason()
        outcomesAreTrue()
        nothingRunsOutOfTurn()
        try theRecordIsWhole(journal)
    }

    private mutating func noAttemptBeginsTwice() {
        for (attempt, count) in begins where count > 1 { findings.append("attempt \(attempt) began \(count) times") }
    }

    /// A step is begun again only after a failure its author allows to retry, after an operator's retry, where it is idempotent and
    /// resumed, or where it certainly never began.
    private mutating func everyFurtherAttemptHasAReason() {
        for case .stepStarted(_, let step, let attempt) in events where attempt > 1 {
            let name = "\(step + 1).\(attempt - 1)"
            guard begins[name] != nil else { continue }
            let outcome = events.compactMap { event -> StepOutcome? in
                if case .stepFinished(_, step, attempt - 1, let outcome, _, _, _) = event { outcome } else { nil }
            }.last
            let retried = events.contains { if case .runResumed(_, _, .retry, _) = $0 { true } else { false } }
            let resumed = events.contains { if case .runResumed(_, _, .resume, _) = $0 { true } else { false } }
            guard steps.indices.contains(step) else { continue }
            let plan = steps[step].step
            switch outcome {
            case nil: findings.append("\(name) was followed by another attempt without an outcome")
            case .unknown: if !retried, !(plan.idempotent && resumed) { findings.append("\(name) is unknown and ran again") }
            case let outcome?:
                if outcome.succeeded, !retried { findings.append("\(name) succeeded and ran again") }
                if plan.retries == 0, !retried, !(plan.idempotent && resumed) { findings.append("\(name) ran again without a reason") }
            }
        }
    }

    private mutating func outcomesAreTrue() {
        for case .stepFinished(_, let step, let attempt, let outcome, _, let bytes, _) in events {
            guard steps.indices.contains(step) else { continue }
            let name = "\(step + 1).\(attempt)"
            switch outcome {
            case .exit(let code):
                if ends[name] != code {
                    findings.append("\(name) is recorded as exit \(code); it wrote \(ends[name].map(String.init) ?? "no end")")
                }
                if code == 0, bytes != steps[step].outputBytes { findings.append("\(name) has \(bytes) bytes of output recorded") }
            case .signal: if ends[name] != nil { findings.append("\(name) is recorded as killed and ended by itself") }
            case .error: if begins[name] != nil { findings.append("\(name) is recorded as not started: \(outcome)") }
            case .timedOut, .verified, .notVerified, .skipped, .unknown: break
            }
        }
    }

    private mutating func nothingRunsOutOfTurn() {
        var succeeded: Set<Int> = []
        for event in events {
            if case .stepFinished(_, let step, _, let outcome, _, _, _) = event, outcome.succeeded { succeeded.insert(step) }
            if case .stepStarted(_, let step, _) = event, !(0..<step).allSatisfy(succeeded.contains) {
                findings.append("step \(step + 1) was started before those ahead of it succeeded")
            }
        }
        for name in begins.keys {
            let parts = name.split(separator: ".").compactMap { Int($0) }
            let isRecorded = events.contains { if case .stepStarted(_, parts[0] - 1, parts[1]) = $0 { true } else { false } }
            if !isRecorded { findings.append("\(name) ran and is not in the record") }
        }
    }

    private mutating func theRecordIsWhole(_ journal: Journal) throws {
        let check = try journal.verify()
        if let problem = check.problem { findings.append("the journal is damaged: \(problem.what)") }
        let finished = events.count { if case .runFinished = $0 { true } else { false } }
        if finished != 1 { findings.append("\(finished) endings are recorded") }
        let requested = events.count { if case .runRequested = $0 { true } else { false } }
        if requested != 1 { findings.append("\(requested) runs were requested") }
    }
}
