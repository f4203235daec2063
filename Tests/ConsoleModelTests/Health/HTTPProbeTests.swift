import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct HTTPProbeTests {
    let bench = ProbeBench()

    @Test func anExpectedStatusIsHealthyAndTellsTheVersion() async throws {
        let server = try TestServer(.ok(#"{"status": "ok", "version": "v1.5.0"}"#))
        let result = await bench.probe(.http(server.url("/health")), expect: Expect(json: ["/status": "ok"]), version: "/version")
        #expect(result.failure == nil)
        #expect(result.version == "v1.5.0")
        #expect(result.degraded == nil)
        #expect(result.latency > .zero)
    }

    @Test(arguments: [
        (Expect(), "status 503, expected 200-299: db gone"),
        (Expect(status: [200...200, 204...204]), "status 503, expected 200, 204: db gone"),
    ])
    func anUnexpectedStatusSaysWhatItIsAndWhatTheServerSays(expect: Expect, words: String) async throws {
        let server = try TestServer(.status(503, headers: ["Content-Type: text/plain"], body: "db gone\nmore"))
        let result = await bench.probe(.http(server.url()), expect: expect)
        #expect(result.failure == Failure(.status, words))
    }

    @Test(arguments: [
        (#"{"status": "bad"}"#, Failure(.body, "/status is bad, expected ok")),
        (#"{"state": "ok"}"#, Failure(.body, "the body has no /status, expected ok")),
        (#"{"status": ["ok"]}"#, Failure(.body, "/status is a list, expected ok")),
        ("ok", Failure(.parse, "not JSON: unexpected `o`, at byte 0")),
        ("", Failure(.parse, "not JSON: empty, at byte 0")),
        (#"{"status": "\u001b[2J"}"#, Failure(.body, "/status is ^[[2J, expected ok")),
    ])
    func aBodyThatIsNotAsExpectedIsAFailure(body: String, failure: Failure) async throws {
        let server = try TestServer(.ok(body))
        let result = await bench.probe(.http(server.url()), expect: Expect(json: ["/status": "ok"]))
        #expect(result.failure == failure)
    }

    @Test func aPatternMustMatchSomewhereInTheBody() async throws {
        let server = try TestServer(.ok("all systems\nGREEN today", type: "text/plain"))
        #expect(await bench.probe(.http(server.url()), expect: Expect(body: "^GREEN")).failure == nil)
        let failure = await bench.probe(.http(server.url()), expect: Expect(body: "RED")).failure
        #expect(failure == Failure(.body, "no match for /RED/ in the body"))
    }

    @Test func theConnectionIsKeptAliveFromProbeToProbe() async throws {
        let server = try TestServer(.ok("{}"))
        let prober = bench.prober(ProbeBench.service(.http(server.url())))
        for _ in 0..<5 { #expect(await bench.probe(prober).failure == nil) }
        #expect(server.connections == 1)
        #expect(server.requests.count == 5)
        await prober.close()
    }

    @Test func aKeptConnectionTheServerHasClosedIsNoFailure() async throws {
        // The server closes without a word after each answer, though it did not say that it would.
        let server = try TestServer(.bytesThenClose("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
        let prober = bench.prober(ProbeBench.service(.http(server.url())))
        for _ in 0..<5 { #expect(await bench.probe(prober).failure == nil) }
        await prober.close()
    }

    @Test func aSlowAnswerIsDegraded() async throws {
        let server = try TestServer(.ok("{}"))
        let result = await bench.probe(.http(server.url()), expect: Expect(within: .zero))
        #expect(result.failure == nil)
        #expect(result.degraded?.hasPrefix("slow: ") == true)
    }

    @Test func aUnixSocketIsAskedLikeAnyServer() async throws {
        let scratch = try ScratchDirectory()
        let server = try TestServer(socket: scratch("app.sock")) { _ in .ok("{}") }
        let result = await ProbeBench(directory: scratch.path).probe(.httpUnix(socket: "app.sock", path: "/health"))
        #expect(result.failure == nil)
        #expect(server.requests.first?.hasPrefix("GET /health HTTP/1.1") == true)
        let missing = await bench.probe(.httpUnix(socket: scratch("no.sock"), path: "/"))
        #expect(missing.failure == Failure(.missing, "there is no \(scratch("no.sock"))"))
    }

    @Test func ipv6IsReached() async throws {
        let server = try TestServer(host: "::1") { _ in .ok("{}") }
        #expect(await bench.probe(.http(server.url(host: "[::1]"))).failure == nil)
    }

    @Test func credentialsOfTheURLAreSentAndNeverShown() async throws {
        let server = try TestServer(.status(401))
        let result = await bench.probe(.http("http://dana:s%40crt@127.0.0.1:\(server.port)/"))
        #expect(result.failure == Failure(.status, "status 401, expected 200-299"))
        #expect(server.requests.first?.contains("Authorization: Basic ZGFuYTpzQGNydA==") == true)
    }

    @Test func secretsAreRedactedFromFailures() async throws {
        var plan = Plan(name: "Test", id: "test")
        plan.secrets = ["hunter22"]
        let server = try TestServer(.status(500, headers: ["Content-Type: text/plain"], body: "bad token hunter22"))
        let result = await ProbeBench(plan: plan).probe(.http(server.url("/?token=hunter22")))
        #expect(result.failure == Failure(.status, "status 500, expected 200-299: bad token [redacted]"))
    }

    @Test func aProxyOfTheEnvironmentIsAsked() async throws {
        let proxy = try TestServer(.ok("{}"))
        let bench = ProbeBench(environment: ["http_proxy": "http://u:p@127.0.0.1:\(proxy.port)", "no_proxy": "direct.example"])
        #expect(await bench.probe(.http("http://app.example/health")).failure == nil)
        let head = try #require(proxy.requests.first)
        #expect(head.hasPrefix("GET http://app.example/health HTTP/1.1"))
        #expect(head.contains("Proxy-Authorization: Basic dTpw"))
    }

    @Test func aTunnelThroughAProxyIsAskedForAndItsRefusalTold() async throws {
        let proxy = try TestServer(.bytesThenClose("HTTP/1.1 403 Forbidden\r\n\r\n"))
        let bench = ProbeBench(environment: ["https_proxy": "http://127.0.0.1:\(proxy.port)"])
        let result = await bench.probe(.http("https://app.example/health"))
        #expect(proxy.requests.first?.hasPrefix("CONNECT app.example:443 HTTP/1.1") == true)
        #expect(result.failure == Failure(.refused, "the proxy refuses a tunnel to app.example:443: status 403"))
    }
}
