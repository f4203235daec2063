import NIOCore
import NIOPosix

/// Gathers request heads and carries out the answers.
final class TestAnswerHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let greeting: String?
    private let answer: (String) -> TestAnswer
    private var received = ByteBuffer()
    private var again: (text: String, times: Int)?

    init(greeting: String?, answer: @escaping (String) -> TestAnswer) {
        self.greeting = greeting
        self.answer = answer
    }

    func channelActive(context: ChannelHandlerContext) {
        if let greeting { context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: greeting)), promise: nil) }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var part = unwrapInboundIn(data)
        received.writeBuffer(&part)
        while let end = String(buffer: received).utf8.firstRange(of: "\r\n\r\n".utf8) {
            let text = String(buffer: received)
            let head = String(text[..<end.lowerBound])
            let length = text.utf8.distance(from: text.startIndex, to: end.upperBound)
            let body = Self.bodyLength(head)
            guard received.readableBytes >= length + body else { return }
            received.moveReaderIndex(forwardBy: length)
            let said = received.readString(length: body) ?? ""
            perform(answer(body == 0 ? head : head + "\r\n\r\n" + said), context)
        }
    }

    private static func bodyLength(_ head: String) -> Int {
        let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        return line.flatMap { Int($0.drop { !$0.isNumber }) } ?? 0
    }

    private func perform(_ answer: TestAnswer, _ context: ChannelHandlerContext) {
        if !answer.text.isEmpty { context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer.text)), promise: nil) }
        switch answer {
        case .close, .bytesThenClose: context.close(promise: nil)
        case .reset:
            let options = context.channel as? any SocketOptionProvider
            options?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        case .endless(_, let text, let times):
            again = (text, times)
            goOn(context)
        case .drip(_, let text): drip(text, context)
        case .body(let bytes, _): context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        case .ok, .status, .bytes, .hang: break
        }
    }

    private func drip(_ text: String, _ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(5)) { self.drip(text, context) }
    }

    /// Writes as fast as the client reads: the next piece when the last one is gone.
    private func goOn(_ context: ChannelHandlerContext) {
        guard let (text, times) = again, times > 0 else { return }
        again = (text, times - 1)
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenSuccess { self.goOn(context) }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: promise)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
