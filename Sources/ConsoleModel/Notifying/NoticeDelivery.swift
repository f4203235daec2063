import LaunchCore
import NIOCore

/// One way out for notices: a command that reads JSON, or a URL to which it is posted.
enum NoticeDelivery: Sendable {
    case command(ShellCommand)
    case webhook(Result<HTTPTarget, Failure>, HTTPConversation)

    /// One try may take this long.
    static let timeout: Duration = .seconds(10)

    init(_ notification: Notification, in surroundings: Surroundings) {
        if let command = notification.command {
            self = .command(ShellCommand(text: command, surroundings: surroundings, outputLimit: 4096))
        } else {
            let url = notification.webhook ?? ""
            self = .webhook(Result { () throws(Failure) in try HTTPTarget(url: url) }, HTTPConversation(in: surroundings))
        }
    }

    /// Throws why it did not get through.
    nonisolated(nonsending) func deliver(_ notice: Notice) async throws(Failure) {
        switch self {
        case .command(let command): try await run(command, notice)
        case .webhook(let target, let conversation): try await post(notice, to: target.get(), over: conversation)
        }
    }

    nonisolated(nonsending) private func run(_ command: ShellCommand, _ notice: Notice) async throws(Failure) {
        var command = command
        command.input = Array((notice.json + "\n").utf8)
        command.variables = [
            "OPSCONSOLE_EVENT": notice.event.rawValue, "OPSCONSOLE_LAUNCH": notice.launch.id, "OPSCONSOLE_TEXT": notice.text,
        ]
        if let failure = try await command.run(before: Deadline(Self.timeout)).failure { throw failure }
    }

    nonisolated(nonsending) private func post(
        _ notice: Notice, to target: HTTPTarget, over conversation: HTTPConversation
    ) async throws(Failure) {
        var question = HTTPQuestion(target)
        question.method = .POST
        question.headers = [("Content-Type", "application/json")]
        question.body = notice.json
        question.bodyLimit = 4096
        _ = try await conversation.ask(question, before: Deadline(Self.timeout)).successful()
    }

    func close() async {
        if case .webhook(_, let conversation) = self { await conversation.close() }
    }
}

extension Failure {
    /// Whether asking the same again cannot help: the request itself is refused.
    var isFinalForNotices: Bool {
        guard kind == .status, let status = Int(detail.dropFirst("status ".count).prefix { $0.isNumber }) else { return false }
        return (400...499).contains(status) && status != 408 && status != 429
    }
}
