import LaunchCore
import NIOCore
import NIOHTTP1
import NIOSSL
import NIOTLS

/// The last handler of a connection: sends one question at a time and gathers its answer. Lives on the connection's event loop.
final class HTTPAnswerHandler: ChannelInboundHandler, NIOScheduledCallbackHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    /// How a question failed, and whether it can be asked again elsewhere: a kept-alive connection may have died unnoticed.
    struct Refusal: Error {
        var failure: Failure
        var nothingCame: Bool
    }

    private struct Exchange {
        let promise: EventLoopPromise<HTTPAnswer>
        let bodyLimit: Int
        let deadline: Deadline
        let timer: NIOScheduledCallback?
        var head: HTTPResponseHead?
        var body = ByteBuffer()
    }

    private let tls: NIOSSLClientHandler?
    private let budget: ByteBudgetHandler
    private let place: String
    private let openedAt: Moment
    private var exchange: Exchange?
    private var handshakeDone: Bool
    private var context: ChannelHandlerContext?
    /// What went wrong before anybody asked.
    private var earlyFailure: Failure?
    private(set) var certificate: PeerCertificate?

    static let longestHead = 64 * 1024

    init(tls: NIOSSLClientHandler?, budget: ByteBudgetHandler, place: String, openedAt: Moment) {
        self.tls = tls
        self.openedAt = openedAt
        self.budget = budget
        self.place = place
        handshakeDone = tls == nil
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        finish(Failure(.reset, "connection closed before the answer"))
    }

    /// Sends `head` and `body`. Call it only while no exchange is under way.
    func ask(_ head: HTTPRequestHead, body: String?, bodyLimit: Int, before deadline: Deadline, promise: EventLoopPromise<HTTPAnswer>) {
        guard let context, context.channel.isActive else {
            let failure = earlyFailure ?? Failure(.reset, "connection closed before the answer")
            return promise.fail(Refusal(failure: failure, nothingCame: failure.kind == .reset))
        }
        let timer = try? context.eventLoop.assumeIsolated().scheduleCallback(at: deadline.at, handler: self)
        exchange = Exchange(promise: promise, bodyLimit: bodyLimit, deadline: deadline, timer: timer)
        budget.left = bodyLimit + 2 * Self.longestHead
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if let body { context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func handleScheduledCallback(eventLoop: some EventLoop) {
        guard let exchange else { return }
        let phase =
            switch (handshakeDone, exchange.head) {
            case (false, _): "agreeing on TLS with \(place)"
            case (true, nil): "waiting for the answer of \(place)"
            case (true, _?): "reading the body, \(exchange.body.readableBytes) bytes so far"
            }
        finish(exchange.deadline.expired(phase))
        context?.close(promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted = event {
            handshakeDone = true
            certificate = tls?.peerCertificate.map(PeerCertificate.init)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard exchange != nil else {
            // Nobody asked: whatever it is, the next answer could not be told from it.
            context.close(promise: nil)
            return
        }
        switch unwrapInboundIn(data) {
        case .head(let head): exchange?.head = head
        case .body(var part):
            exchange?.body.writeBuffer(&part)
            if let exchange, exchange.body.readableBytes > exchange.bodyLimit { cutShort() }
        case .end: complete(context)
        }
    }

    private func complete(_ context: ChannelHandlerContext) {
        guard let exchange, let head = exchange.head else { return }
        deliver(exchange, head, isCutShort: false)
        if !head.isKeepAlive { context.close(promise: nil) }
    }

    private func cutShort() {
        guard let exchange, let head = exchange.head else { return }
        var body = exchange.body
        let kept = body.readSlice(length: min(exchange.bodyLimit, body.readableBytes)) ?? ByteBuffer()
        self.exchange?.body = kept
        deliver(self.exchange ?? exchange, head, isCutShort: true)
        context?.close(promise: nil)
    }

    private func deliver(_ exchange: Exchange, _ head: HTTPResponseHead, isCutShort: Bool) {
        self.exchange = nil
        exchange.timer?.cancel()
        exchange.promise.succeed(
            HTTPAnswer(
                status: Int(head.status.code), headers: head.headers, body: exchange.body, isCutShort: isCutShort,
                certificate: certificate))
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let exchange, exchange.head != nil {
            finish(Failure(.reset, "connection closed within the body, after \(exchange.body.readableBytes) bytes"))
        } else {
            finish(Failure(.reset, handshakeDone ? "connection closed before the answer" : "connection closed while agreeing on TLS"))
        }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is ByteBudgetHandler.Exhausted, exchange?.head != nil {
            cutShort()
        } else if handshakeDone || !Failure.isTLS(error) {
            finish(Failure(talkingTo: place, error))
        } else {
            finish(Failure(agreeingOnTLSWith: place, error, certificate: tls?.peerCertificate, now: openedAt))
        }
        context.close(promise: nil)
    }

    private func finish(_ failure: Failure) {
        guard let exchange else {
            earlyFailure = earlyFailure ?? failure
            return
        }
        self.exchange = nil
        exchange.timer?.cancel()
        let nothingCame = exchange.head == nil && budget.left == exchange.bodyLimit + 2 * Self.longestHead
        exchange.promise.fail(Refusal(failure: failure, nothingCame: nothingCame && failure.kind == .reset))
    }
}
