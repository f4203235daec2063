import LaunchCore
import Testing

@testable import opsconsole

@Suite struct DemoConnectionTests {
    @Test func aRequestInPiecesIsReadOnceWhole() {
        var connection = DemoConnection(openedAt: .zero)
        #expect(connection.take(Array("GET /hea".utf8)) == nil)
        #expect(connection.take(Array("lth HTTP/1.1\r\nHost: x\r\n\r\n".utf8)) == "/health")
    }

    @Test func garbageAsksForNothing() {
        var connection = DemoConnection(openedAt: .zero)
        #expect(connection.take(Array("\0\u{1}\u{2}\r\n\r\n".utf8)) == "")
    }

    @Test func aRequestThatNeverEndsIsDropped() {
        var connection = DemoConnection(openedAt: .zero)
        #expect(connection.take([UInt8](repeating: 65, count: DemoConnection.requestLimit + 1)) == nil)
        #expect(connection.isClosed)
    }

    @Test func aSilentClientIsDropped() {
        var connection = DemoConnection(openedAt: .zero)
        connection.proceed(-1, now: .seconds(9))
        #expect(!connection.isClosed)
        connection.proceed(-1, now: .seconds(11))
        #expect(connection.isClosed)
    }

    @Test func aClientThatLeavesIsDropped() {
        var connection = DemoConnection(openedAt: .zero)
        #expect(connection.take([]) == nil)
        #expect(connection.isClosed)
    }
}
