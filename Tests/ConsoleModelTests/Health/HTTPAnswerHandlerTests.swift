import ConsoleTestKit
import LaunchCore
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import ConsoleModel

/// What a connection's handler says when time is up, without waiting for it.
@Suite struct HTTPAnswerHandlerTests {
    private func failureWhenTimeIsUp(after parts: [HTTPClientResponsePart]) throws -> Failure {
        let handler = HTTPAnswerHandler(tls: nil, budget: ByteBudgetHandler(), place: "app.example:80", openedAt: PlanSample.start.wall)
        let channel = EmbeddedChannel(handler: handler)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 80)).wait()
        let deadline = Deadline(.seconds(2))
        let promise = channel.eventLoop.makePromise(of: HTTPAnswer.self)
        handler.ask(
            HTTPRequestHead(version: .http1_1, method: .GET, uri: "/"), body: nil, bodyLimit: 100, before: deadline, promise: promise)
        for part in parts { try channel.writeInbound(part) }
        channel.embeddedEventLoop.advanceTime(to: deadline.at)
        #expect(!channel.isActive)
        do {
            _ = try promise.futureResult.wait()
            throw Failure(.other, "an answer")
        } catch let refusal as HTTPAnswerHandler.Refusal {
            return refusal.failure
        }
    }

    @Test func beforeTheHead() throws {
        let failure = try failureWhenTimeIsUp(after: [])
        #expect(failure == Failure(.timeout, "no answer within 2s: waiting for the answer of app.example:80"))
    }

    @Test func withinTheBody() throws {
        let head = HTTPResponseHead(version: .http1_1, status: .ok)
        let failure = try failureWhenTimeIsUp(after: [.head(head), .body(ByteBuffer(string: "half"))])
        #expect(failure == Failure(.timeout, "no answer within 2s: reading the body, 4 bytes so far"))
    }
}
