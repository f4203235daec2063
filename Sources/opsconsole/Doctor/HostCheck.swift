import ConsoleModel
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whether hosts can be reached the way a rollback reaches them: OpenSSH, the operator's own configuration, and never a question.
enum HostCheck {
    static let patience = Duration.seconds(12)

    /// Asks all hosts at once. Takes `patience` at most.
    static func run(_ hosts: [String], ssh: String?) -> [LaunchFacts.Host] {
        guard let ssh else { return hosts.map { LaunchFacts.Host(name: $0, error: "no OpenSSH client was found") } }
        let deadline = SystemClock.now().uptime + patience
        let questions = hosts.map { Question($0, ssh: ssh) }
        return questions.map { LaunchFacts.Host(name: $0.host, error: $0.answer(by: deadline)) }
    }

    static func arguments(_ host: String) -> [String] {
        [
            "-T", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes", "-o", "ConnectTimeout=8", "-o", "ConnectionAttempts=1", "--",
            host, "true",
        ]
    }
}

private struct Question {
    let host: String
    private let outcome: Result<(SpawnedProcess, Descriptor), SystemError>

    init(_ host: String, ssh: String) {
        self.host = host
        outcome = Result { () throws(SystemError) in try Self.ask(host, ssh) }
    }

    private static func ask(_ host: String, _ ssh: String) throws(SystemError) -> (SpawnedProcess, Descriptor) {
        let words = try DescriptorPipe()
        let nowhere = try Descriptor(opening: "/dev/null", O_RDWR)
        let process = try Spawn(ssh, HostCheck.arguments(host), descriptors: [nowhere, nowhere, words.writing]).start()
        return (process, words.reading)
    }

    /// Nil when the host answered; else why not, in ssh's last words.
    func answer(by deadline: Duration) -> String? {
        switch outcome {
        case .failure(let error): return "\(error)"
        case .success(let (process, words)):
            switch process.wait(atMost: max(.zero, deadline - SystemClock.now().uptime)) {
            case .exit(0): return nil
            case nil:
                process.signalGroup(SIGKILL)
                _ = process.wait(atMost: .seconds(1))
                return "no answer within \(HostCheck.patience.launchText)"
            case .exit, .signal: return Self.lastLine(words) ?? "ssh failed and said nothing"
            }
        }
    }

    private static func lastLine(_ words: Descriptor) -> String? {
        let bytes = words.readSome(limit: 4096)
        let line = bytes.split(separator: 10).last { !$0.allSatisfy { $0 == 13 || $0 == 32 } }
        return line.map { Printable.text(bytes: $0.filter { $0 != 13 }, limit: 200) }
    }
}
