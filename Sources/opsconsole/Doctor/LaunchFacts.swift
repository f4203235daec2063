import LaunchCore

/// What the doctor knows of the launch it was given.
struct LaunchFacts: Sendable {
    struct Log: Sendable {
        var name: String
        var path: String
        /// Nil where it can be read; else why not.
        var error: String?
        var isMissing: Bool
    }

    struct Host: Sendable {
        var name: String
        /// Nil where it can be reached without a question; else what ssh said.
        var error: String?
    }

    var path: String
    var problems: [Problem]
    /// Phases, items, triggers; nil where nothing could be read.
    var counts: (phases: Int, items: Int, triggers: Int, unwatched: Int)?
    var hasRollback: Bool
    var logs: [Log]
    var hosts: [Host]
    /// Local programs that steps of the rollback name and that are not there.
    var missingPrograms: [String]
}

extension LaunchFacts {
    var findings: [Finding] { [plan] + rollback + logFindings + hostFindings }

    private var plan: Finding {
        let errors = problems.count { $0.severity == .error }
        let advice = "`opsconsole check \(path)` names every line"
        guard errors == 0, let counts else { return .failure("plan", "\(path): \(errors) errors", advice) }
        let text = "\(counts.phases) phases, \(counts.items) items, \(counts.triggers) triggers"
        if counts.unwatched > 0 {
            return .warning("plan", "\(text), \(counts.unwatched) of them UNWATCHED", "give them a metric in the launch file")
        }
        if !problems.isEmpty { return .warning("plan", "\(text); \(problems.count) doubts", advice) }
        return .fine("plan", text)
    }

    private var rollback: [Finding] {
        guard hasRollback else {
            return [.warning("rollback", "the launch has none", "write its steps under `rollback:` in the launch file")]
        }
        return missingPrograms.isEmpty
            ? [.fine("rollback", "every local program is there")]
            : missingPrograms.map { .failure("rollback", "\($0) is not there", "install it, or mend the step") }
    }

    private var logFindings: [Finding] {
        logs.map { log in
            if log.isMissing { return .warning("log \(log.name)", "\(log.path) does not exist yet", "nothing, if the launch creates it") }
            guard let error = log.error else { return .fine("log \(log.name)", log.path) }
            return .failure("log \(log.name)", "\(log.path): \(error)", "have its owner let you read it")
        }
    }

    private var hostFindings: [Finding] {
        hosts.map { host in
            guard let error = host.error else { return .fine("host \(host.name)", "reached, without a question") }
            return .failure(
                "host \(host.name)", error, "`ssh -o BatchMode=yes \(host.name) true` must succeed; see your agent and ~/.ssh/config")
        }
    }
}
