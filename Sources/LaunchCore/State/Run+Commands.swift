extension Run {
    /// What is left to do by hand when the run cannot do it: from the first step that did not succeed, as lines for a shell. A step
    /// that is no command is a comment. Not yet printable: it is the procedure's own text.
    public var remainingCommands: [String] {
        let first = steps.firstIndex { !($0.outcome?.succeeded ?? false) } ?? steps.count
        return steps.dropFirst(first).map { progress in
            let step = progress.step
            return switch step.kind {
            case .run, .verifyCommand: step.host.map { "ssh \($0) \(step.text.quotedForShell)" } ?? step.text
            case .verifyService: "# verify: \(step.text) is up"
            case .verifyCondition: "# verify: \(step.text)"
            case .manual: "# \(step.text)"
            }
        }
    }
}
