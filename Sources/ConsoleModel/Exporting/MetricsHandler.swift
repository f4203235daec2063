import NIOCore
import NIOHTTP1

/// Answers `GET /metrics` with the page, and everything else with where the page is.
final class MetricsHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let connections: ConnectionCount
    private let page: @Sendable () -> String
    private var head: HTTPRequestHead?

    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    init(connections: ConnectionCount, page: @escaping @Sendable () -> String) {
        self.connections = connections
        self.page = page
    }

    func channelActive(context: ChannelHandlerContext) {
        if !connections.enter() { context.close(promise: nil) }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        connections.leave()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body: break
        case .end: if let head { answer(head, context) }
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let (status, body) = content(head)
        var headers = HTTPHeaders([("Content-Type", status == .ok ? Self.contentType : "text/plain; charset=utf-8")])
        headers.add(name: "Content-Length", value: String(body.utf8.count))
        let answer = HTTPResponseHead(version: head.version, status: status, headers: headers)
        context.write(wrapOutboundOut(.head(answer)), promise: nil)
        if head.method != .HEAD { context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil) }
        if head.isKeepAlive { return context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    }

    private func content(_ head: HTTPRequestHead) -> (HTTPResponseStatus, String) {
        guard head.method == .GET || head.method == .HEAD else { return (.methodNotAllowed, "only GET\n") }
        guard head.uri.prefix(while: { $0 != "?" }) == "/metrics" else { return (.notFound, "the metrics are at /metrics\n") }
        return (.ok, page())
    }
}
