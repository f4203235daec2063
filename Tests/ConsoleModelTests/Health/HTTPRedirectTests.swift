import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct HTTPRedirectTests {
    let bench = ProbeBench()

    private func server(_ routes: [String: String]) throws -> TestServer {
        try TestServer { head in
            let path = String(head.split(separator: " ")[1])
            return routes[path].map { .status(302, headers: ["Location: \($0)"]) } ?? .status(path == "/gone" ? 404 : 200)
        }
    }

    @Test(arguments: ["/new", "new", "?new", "//127.0.0.1:PORT/new"])
    func aRedirectIsFollowed(location: String) async throws {
        let port = TestPort()
        let server = try TestServer { head in
            head.hasPrefix("GET /old ") ? .status(301, headers: ["Location: \(port.fill(location))"]) : .status(200)
        }
        port.set(server.port)
        #expect(await bench.probe(.http(server.url("/old"))).failure == nil)
        #expect(server.requests.count == 2)
        #expect(server.connections == 1)
    }

    @Test func theEndOfARedirectIsNamedWhenItIsBad() async throws {
        let server = try server(["/": "/gone"])
        let failure = await bench.probe(.http(server.url())).failure
        #expect(failure == Failure(.status, "status 404, expected 200-299, redirected to http://127.0.0.1:\(server.port)/gone"))
    }

    @Test func anExpectedRedirectIsNotFollowed() async throws {
        let server = try server(["/": "/gone"])
        #expect(await bench.probe(.http(server.url()), expect: Expect(status: [302...302])).failure == nil)
        #expect(server.requests.count == 1)
    }

    @Test func aCircleEnds() async throws {
        let server = try server(["/a": "/b", "/b": "/a"])
        let failure = await bench.probe(.http(server.url("/a"))).failure
        #expect(failure == Failure(.redirect, "redirects in a circle: http://127.0.0.1:\(server.port)/a"))
        #expect(server.requests.count == 2)
    }

    @Test func redirectsWithoutEndEnd() async throws {
        let server = try TestServer { head in .status(307, headers: ["Location: \(head.split(separator: " ")[1])x"]) }
        let failure = await bench.probe(.http(server.url("/"))).failure
        #expect(failure == Failure(.redirect, "more than 5 redirects, the last to http://127.0.0.1:\(server.port)/xxxxxx"))
        #expect(server.requests.count == 6)
    }

    @Test func credentialsDoNotFollowToAnotherServer() async throws {
        let other = try TestServer(.ok("{}"))
        let server = try TestServer(.status(302, headers: ["Location: \(other.url())"]))
        #expect(await bench.probe(.http("http://u:p@127.0.0.1:\(server.port)/")).failure == nil)
        #expect(server.requests.first?.contains("Authorization:") == true)
        #expect(other.requests.first?.contains("Authorization:") == false)
    }
}
