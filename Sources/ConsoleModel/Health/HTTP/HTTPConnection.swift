import NIOCore

/// A connection to one origin, alive between two questions.
struct HTTPConnection: Sendable {
    var channel: any Channel
    var handler: NIOLoopBound<HTTPAnswerHandler>
    var proxy: ProxyRules.Proxy?
    var openedAt: NIODeadline

    var isUsable: Bool { channel.isActive && .now() - openedAt < HTTPConversation.longestLife }
}
