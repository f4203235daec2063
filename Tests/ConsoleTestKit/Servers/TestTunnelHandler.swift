import NIOCore

/// The proxy's part of a tunnel: takes a CONNECT, says yes and steps out of the way. What comes then is the origin's.
final class TestTunnelHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let asked: (String) -> Void
    private var received = ByteBuffer()

    init(asked: @escaping (String) -> Void) { self.asked = asked }

    /// The handlers behind hear of the connection when the tunnel stands.
    func channelActive(context: ChannelHandlerContext) {}

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var part = unwrapInboundIn(data)
        received.writeBuffer(&part)
        let text = String(buffer: received)
        guard text.hasSuffix("\r\n\r\n") else { return }
        asked(String(decoding: text.utf8.dropLast(4), as: UTF8.self))
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 200 Connection established\r\n\r\n")), promise: nil)
        context.fireChannelActive()
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }
}
