/// Where the commands of a launch run on this host and with what, for whoever has to do by hand what a run left.
public struct CommandPlace: Hashable, Sendable {
    /// The plan's directory, absolute; empty where it is not known.
    public var directory: String
    /// `bash`, or `sh` where there is none.
    public var shell: String
    /// What takes ssh's arguments.
    public var ssh: String

    public init(directory: String = "", shell: String = "bash", ssh: String = "ssh") {
        self.directory = directory
        self.shell = shell
        self.ssh = ssh
    }

    /// Text for any shell in any directory that does what the runner would have done with the step; printable but for tabs.
    func text(of step: RunStep) -> String { step.host.map { there(step, $0) } ?? here(step) }

    private func here(_ step: RunStep) -> String {
        let text = step.text.printableForShell
        let command = text.isPlainForEveryShell ? text : "\(shell) -c \(text.quotedForShell)"
        return (directory.isEmpty ? "" : "cd \(directory.shellWord) && ") + command + (step.isInteractive ? "" : " </dev/null")
    }

    /// A step in a terminal is left to the login shell there, as the runner leaves it; any other runs in bash where there is one.
    /// Without `-n` ssh would take what is pasted after it for its own input.
    private func there(_ step: RunStep, _ host: String) -> String {
        let text = step.text.printableForShell
        if step.isInteractive { return "\(ssh.shellWord) -t \(host.shellWord) \(text.quotedForShell)" }
        let command = text.isPlainChainForShells ? text : "exec $(command -v bash || echo sh) -c \(text.quotedForShell)"
        return "\(ssh.shellWord) -n \(host.shellWord) \(command.quotedForShell)"
    }
}

extension Run {
    /// What is left to do by hand when the run cannot do it: from the first step that did not succeed, to be pasted into a shell in
    /// their order. A step that is no command is a comment. Printable but for tabs: what a terminal would not show is escaped.
    public func remainingCommands(in place: CommandPlace) -> [String] {
        steps.dropFirst(firstLeft).flatMap { progress -> [String] in
            let step = progress.step
            return switch step.kind {
            case .run: [place.text(of: step)]
            case .verifyCommand: ["# verify, until it ends with 0:", place.text(of: step)]
            case .verifyService: ["# verify: \(step.text) is up".comment]
            case .verifyCondition: ["# verify: \(step.text)".comment]
            case .manual: ["# \(step.text)".comment]
            }
        }
    }

    public var leavesCommands: Bool { firstLeft < steps.count }

    private var firstLeft: Int { steps.firstIndex { !($0.outcome?.succeeded ?? false) } ?? steps.count }
}

extension String {
    /// A comment ends with its line.
    fileprivate var comment: String { Printable.text(split(whereSeparator: \.isNewline).joined(separator: " ")) }
}
