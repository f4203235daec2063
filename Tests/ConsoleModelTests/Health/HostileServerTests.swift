import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct HostileServerTests {
    let bench = ProbeBench()
    static let longHeader = "X-A: \(String(repeating: "a", count: 1000))\r\n"
    static let brief = Duration.milliseconds(200)

    @Test(arguments: [
        (TestAnswer.hang, Failure.Kind.timeout, "no answer within 200ms: "),
        (.bytes("HTTP/1.1 200 OK\r\n"), .timeout, "no answer within 200ms: "),
        (.bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"), .timeout, "no answer within 200ms: "),
        (.close, .reset, "connection closed before the answer"),
        (.reset, .reset, "connection to 127.0.0.1:PORT reset"),
        (.bytesThenClose("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"), .reset, "connection closed within the "),
        (.bytesThenClose("SSH-2.0-OpenSSH_9.2\r\n\r\n"), .parse, "not an HTTP answer: "),
        (.bytesThenClose("\u{1B}[2J\u{1B}]0;owned\u{7}\r\n\r\n"), .parse, "not an HTTP answer: "),
        (.bytesThenClose("HTTP/9.9 200 OK\r\n\r\n"), .parse, "not an HTTP answer: "),
        (.bytesThenClose("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"), .parse, "not an HTTP answer: "),
        (.endless(first: "HTTP/1.1 200 OK\r\n", again: longHeader), .tooLarge, "the head of the answer "),
        (.bytesThenClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n0\r\n\r\n"), .parse, "not an HTTP answer: "),
        (
            .bytesThenClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\nhello"), .parse,
            "not an HTTP answer: "
        ),
        (
            .bytesThenClose("HTTP/1.1 200 OK\r\nX-A: \(String(repeating: "a", count: 1 << 20))\r\n\r\n"), .tooLarge,
            "the head of the answer "
        ),
        (
            .drip(first: "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", again: "x"), .timeout,
            "no answer within 200ms: reading the body"
        ),
        (.drip(first: "HTTP/1.1 200 OK\r\n", again: "X-A: b\r\n"), .timeout, "no answer within 200ms: waiting for the answer"),
        (.endless(first: "", again: "HTTP/1.1 100 Continue\r\n\r\n"), .tooLarge, "the head of the answer "),
    ])
    func itsAnswerIsAFailureWithAReason(answer: TestAnswer, kind: Failure.Kind, words: String) async throws {
        let server = try TestServer(answer)
        let result = await bench.probe(.http(server.url()), timeout: kind == .timeout ? Self.brief : .seconds(30))
        let failure = try #require(result.failure)
        #expect(failure.kind == kind)
        #expect(failure.detail.hasPrefix(words.replacing("PORT", with: "\(server.port)")), "\(failure.detail)")
        #expect(failure.detail.unicodeScalars.allSatisfy { $0.value >= 0x20 })
        if kind == .timeout { #expect(result.latency >= Self.brief) }
    }

    @Test func aGigabyteIsCutShortAfterTheFirstBytes() async throws {
        let piece = String(repeating: "x", count: 1 << 20)
        let server = try TestServer(.endless(first: "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n", again: piece, times: 1024))
        let result = await bench.probe(.http(server.url()))
        #expect(result.failure == nil)
        let wanted = await bench.probe(.http(server.url()), expect: Expect(json: ["/status": "ok"]))
        #expect(wanted.failure == Failure(.tooLarge, "the body is too large to be read as JSON"))
    }

    @Test func aGzipBombIsNeverUnpacked() async throws {
        let pipe = Pipe(), gzip = Process()
        gzip.executableURL = URL(filePath: "/bin/sh")
        gzip.arguments = ["-c", "head -c 100000000 /dev/zero | gzip -c"]
        gzip.standardOutput = pipe
        try gzip.run()
        let bomb = Array(pipe.fileHandleForReading.readDataToEndOfFile())
        gzip.waitUntilExit()
        #expect((50_000...500_000).contains(bomb.count))
        let server = try TestServer(.body(bomb, headers: ["Content-Encoding: gzip", "Content-Type: application/json"]))
        #expect(await bench.probe(.http(server.url())).failure == nil)
        let wanted = await bench.probe(.http(server.url()), expect: Expect(json: ["/status": "ok"]))
        #expect(wanted.failure == Failure(.tooLarge, "the body is too large to be read as JSON"))
        #expect(server.requests.allSatisfy { !$0.contains("Accept-Encoding") }, "nobody asked for it")
    }

    @Test func chunksThatAreAllFramingAreCutShort() async throws {
        let server = try TestServer(
            .endless(first: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", again: String(repeating: "e", count: 10_000)))
        #expect(await bench.probe(.http(server.url())).failure == nil)
    }

    @Test func aStreamThatNeverEndsTimesOutAndTheNextProbeStartsAfresh() async throws {
        let server = try TestServer(.bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n"))
        let prober = bench.prober(ProbeBench.service(.http(server.url()), timeout: Self.brief))
        #expect(await bench.probe(prober).failure?.kind == .timeout)
        #expect(await bench.probe(prober).failure?.kind == .timeout)
        #expect(server.connections >= server.requests.count)
    }

    @Test func aSecondAnswerNobodyAskedForIsNeverTakenForTheNext() async throws {
        let good = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", bad = "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"
        let server = try TestServer(.bytes(good + bad))
        let prober = bench.prober(ProbeBench.service(.http(server.url())))
        for _ in 0..<3 { #expect(await bench.probe(prober).failure == nil) }
        #expect(server.connections == 3)
    }

    @Test func nobodyListening() async throws {
        let port = try TestServer.deafPort()
        for target in [ProbeTarget.http("http://127.0.0.1:\(port)/"), .tcp(host: "127.0.0.1", port: port)] {
            #expect(await bench.probe(target).failure == Failure(.refused, "connection to 127.0.0.1:\(port) refused"))
        }
    }

    @Test func aNameThatDoesNotExist() async {
        // `.invalid` is reserved (RFC 6761); without any name server the look-up fails as well.
        let failure = await bench.probe(.http("http://nowhere.invalid/")).failure
        #expect(failure?.kind == .dns)
    }

    @Test(arguments: [
        "http://", "ftp://host/", "http://host:99999/", "http://ho st/", "http://host/a b", "http://host/\r\nX: y", "nonsense",
    ])
    func aURLThatIsNone(url: String) async {
        #expect(await bench.probe(.http(url)).failure?.kind == .other)
    }

    @Test func tcpIsHealthyWhenSomebodyListens() async throws {
        let server = try TestServer(.hang)
        #expect(await bench.probe(.tcp(host: "127.0.0.1", port: server.port)).failure == nil)
        #expect(await bench.probe(.tcp(host: "localhost", port: server.port)).failure == nil)
    }
}
