import ArgumentParser
import ConsoleModel
import Foundation
import LaunchCore

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "One look at a launch.",
        discussion: "With --exit-code: 0 GO, PREPARING or COMPLETE, 1 HOLD, 2 ROLL BACK?, 3 rolling or rolled back, 4 nobody watching.")

    @OptionGroup var launch: LaunchArguments
    @Flag(name: .long, help: "Print one JSON object; its keys are documented and stable.") var json = false
    @Flag(name: .long, help: "Let the exit code say the verdict.") var exitCode = false

    func run() throws {
        let opened = try Session.open(launch, readOnly: true)
        let snapshot = try SnapshotSource(opened).snapshot()
        if json {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            Output.write(String(decoding: try encoder.encode(StatusDocument(snapshot)), as: UTF8.self) + "\n")
        } else {
            Output.write(StatusText.lines(snapshot).map { Printable.text($0) }.joined(separator: "\n") + "\n")
        }
        if exitCode { throw ExitCode(Self.code(snapshot)) }
    }

    static func code(_ snapshot: Snapshot) -> Int32 {
        switch snapshot.verdict.word {
        case .rollBackProposed: return 2
        case .rollingBack, .rolledBack, .rollbackFailed: return 3
        case .complete: return 0
        case .hold: return snapshot.engine.alive ? 1 : 4
        case .go, .preparing: return snapshot.engine.alive ? 0 : 4
        }
    }
}

/// `status` for people: the verdict first, then what is not as it should be.
enum StatusText {
    static func lines(_ snapshot: Snapshot) -> [String] {
        let document = StatusDocument(snapshot)
        let watching = snapshot.engine.alive ? "engine \(snapshot.engine.pid.map(String.init) ?? "alive")" : "NOBODY IS WATCHING"
        var lines = ["\(document.launch.name): \(document.verdict.word) · \(document.verdict.reason) · \(watching)"]
        lines += document.phases.map { phase in
            "phase      \(phase.title): \(phase.done) of \(phase.total) done" + (phase.skipped > 0 ? ", \(phase.skipped) skipped" : "")
                + (phase.decision.map { ", decision \($0)" } ?? "")
        }
        lines += document.services.map { service in
            "service    \(service.name): \(service.state)" + (service.reason.map { ", \($0)" } ?? "")
                + (service.latencyMs.map { ", \($0)ms" } ?? "") + (service.version.map { ", version \($0)" } ?? "")
        }
        lines += document.deployments.map { deployment in
            "deployment \(deployment.name): \(deployment.status)" + (deployment.version.map { ", version \($0)" } ?? "")
                + (deployment.progress.map { ", \(Int($0 * 100)) %" } ?? "")
        }
        lines += snapshot.plan.triggers.map { trigger in
            let state = trigger.condition == nil ? TriggerState.unwatched : snapshot.state.triggers[trigger.id]?.state ?? .unknown
            let value = snapshot.live.triggers[trigger.id]?.value.flatMap { value in trigger.condition?.threshold.unit.display(value) }
            let threshold = trigger.condition.map { " (\($0.text))" } ?? ""
            return "trigger    \(trigger.text)\(threshold): \(state.rawValue)" + (value.map { ", \($0)" } ?? "")
        }
        lines += document.windows.map { window in
            "window     \(window.name): \(window.state)"
                + (window.remainingS.map { ", \(Duration.seconds($0).roundedText) left" } ?? "")
        }
        if let asked = document.rollbackAsked {
            lines.append(
                "rollback   asked for by \(asked.by): \(asked.reason); another operator confirms within "
                    + "\(Duration.seconds(asked.lapsesInS).roundedText)")
        }
        if let rehearsal = document.rehearsal {
            lines.append(
                "rehearsed  \(rehearsal.at) by \(rehearsal.by): \(rehearsal.state)"
                    + (rehearsal.current ? "" : "; the procedure has changed since"))
        } else if snapshot.plan.rollback != nil {
            lines.append("rehearsed  never")
        }
        if let run = snapshot.state.rollback {
            lines.append(
                "rollback   \(run.state.rawValue), requested by \(run.requestedBy.name): \(run.reason)"
                    + (run.ending.map { "; \($0)" } ?? ""))
        }
        return lines
    }
}
