import NIOCore

/// Ends a connection whose answer has more bytes than any acceptable one, whatever they are: heads without end, interim answers
/// without end, chunks that are all framing.
final class ByteBudgetHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    struct Exhausted: Error {}

    /// Bytes that may still come in; set anew for every request.
    var left = 0

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        left -= unwrapInboundIn(data).readableBytes
        if left >= 0 { return context.fireChannelRead(data) }
        context.fireErrorCaught(Exhausted())
        context.close(promise: nil)
    }
}
