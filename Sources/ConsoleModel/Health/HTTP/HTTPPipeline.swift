import LaunchCore
import NIOCore
import NIOHTTP1
import NIOSSL

/// The handlers of a connection, from the network inwards: tunnel, byte budget, TLS, HTTP, answer.
struct HTTPPipeline: Sendable {
    var origin: HTTPTarget.Origin
    var proxy: ProxyRules.Proxy?
    var tls: NIOSSLContext?
    var openedAt: Moment

    func install(on channel: any Channel) throws -> HTTPAnswerHandler {
        let pipeline = channel.pipeline.syncOperations
        if let proxy, tls != nil {
            try pipeline.addHandler(ProxyTunnelHandler(to: "\(origin.host):\(origin.port)", authorization: proxy.authorization))
        }
        let budget = ByteBudgetHandler()
        let security = try tls.map { try NIOSSLClientHandler(context: $0, serverHostname: serverName) }
        if let security { try pipeline.addHandler(security) }
        try pipeline.addHandler(budget)
        try pipeline.addHandler(HTTPRequestEncoder())
        try pipeline.addHandler(ByteToMessageHandler(HTTPResponseDecoder(limitConfiguration: Self.limits)))
        let answers = HTTPAnswerHandler(tls: security, budget: budget, place: origin.place, openedAt: openedAt)
        try pipeline.addHandler(answers)
        return answers
    }

    /// The name in the TLS greeting; an address must not be named there, its certificate is checked against the peer's address.
    private var serverName: String? {
        (try? SocketAddress(ipAddress: origin.host, port: 0)) == nil ? origin.host : nil
    }

    private static let limits: NIOHTTPDecoderLimitConfiguration = {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderListSize = HTTPAnswerHandler.longestHead
        limits.maxHeaderFieldSize = HTTPAnswerHandler.longestHead / 2
        return limits
    }()
}
