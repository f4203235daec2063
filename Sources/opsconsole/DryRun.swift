import ArgumentParser
import ConsoleModel
import LaunchCore

/// What `--dry-run` of a procedure prints: its steps, and what stands in its way now. Changes nothing.
enum DryRun {
    /// - Parameter command: what would start it.
    /// - Throws: exit 1 where it could not start now, after the reason was said.
    static func show(_ procedure: Procedure, _ command: LaunchCommand, of launch: UnopenedLaunch) throws {
        for (index, step) in procedure.steps.enumerated() {
            let host = step.host.map { " on \($0)" } ?? ""
            Output.write("\(index + 1). \(Printable.text(step.text))\(host)\n")
        }
        let answer = Decider(plan: launch.plan).decide(command, by: launch.actor, in: launch.state, at: SystemClock.moment())
        if case .failure(let refusal) = answer { throw Session.failure(refusal) }
        let environment = SpawnEnvironment.inherited.without(launch.plan.redact)
        let report = Preflight(folder: launch.folder, environment: environment).check(procedure.steps.map { RunStep($0) })
        for finding in report.findings { Output.say("\(finding.kind.rawValue): \(finding.subject): \(finding.words)") }
        guard report.isClear else { throw ExitCode(1) }
        Output.say("nothing was changed; it could start now")
    }
}
