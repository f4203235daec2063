import LaunchCore

/// Healthy when a command ends with exit code 0; `expect.body` and `expect.json` look at what it prints.
struct ExecProbe: Probe {
    private let command: ShellCommand
    private let check: BodyCheck

    init(command: String, expect: Expectation, in surroundings: Surroundings) {
        self.command = ShellCommand(text: command, surroundings: surroundings)
        check = BodyCheck(expect, versionPointer: nil)
    }

    nonisolated(nonsending) func ask(before deadline: Deadline) async throws(Failure) -> ProbeAnswer {
        let output = try await command.run(before: deadline)
        if let failure = output.failure { throw failure }
        return ProbeAnswer(version: try check.version(in: output.standardOutput, isCutShort: output.isCutShort))
    }

    func close() {}
}
