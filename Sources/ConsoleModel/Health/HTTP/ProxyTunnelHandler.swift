import LaunchCore
import NIOCore

/// Asks an HTTP proxy for a tunnel to an origin and then steps out of the way. The handlers behind it hear that the channel is
/// active only when the tunnel stands, so that TLS begins inside it.
final class ProxyTunnelHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let place: String
    private let authorization: String?
    private var answer = ByteBuffer()
    private static let longestAnswer = 16 * 1024

    init(to place: String, authorization: String?) {
        self.place = place
        self.authorization = authorization
    }

    func channelActive(context: ChannelHandlerContext) {
        var request = "CONNECT \(place) HTTP/1.1\r\nHost: \(place)\r\n"
        if let authorization { request += "Proxy-Authorization: \(authorization)\r\n" }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: request + "\r\n")), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var part = unwrapInboundIn(data)
        answer.writeBuffer(&part)
        guard let end = endOfHead() else {
            if answer.readableBytes > Self.longestAnswer { fail(context, "the proxy's answer has no end") }
            return
        }
        let head = answer.readString(length: end) ?? ""
        let words = head.prefix { $0 != "\r\n" && $0 != "\n" }.split(separator: " ")
        guard words.first?.hasPrefix("HTTP/1.") == true, words.count > 1 else { return fail(context, "the proxy does not speak HTTP") }
        guard words[1].hasPrefix("2") else {
            return fail(context, "the proxy refuses a tunnel to \(place): status \(Printable.text(String(words[1]), limit: 20))")
        }
        context.fireChannelActive()
        if answer.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(answer)) }
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    private func endOfHead() -> Int? {
        let bytes = answer.readableBytesView
        let end = Array("\r\n\r\n".utf8)
        guard bytes.count >= end.count else { return nil }
        for start in bytes.startIndex...(bytes.endIndex - end.count) where bytes[start..<(start + end.count)].elementsEqual(end) {
            return start + end.count - bytes.startIndex
        }
        return nil
    }

    private func fail(_ context: ChannelHandlerContext, _ words: String) {
        context.fireErrorCaught(Failure(.refused, words))
        context.close(promise: nil)
    }
}
