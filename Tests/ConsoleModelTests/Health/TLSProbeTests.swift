import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct TLSProbeTests {
    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    private func bench(trusting certificate: TestCertificate) throws -> ProbeBench {
        try certificate.pem.write(toFile: scratch("ca.pem"), atomically: true, encoding: .utf8)
        return ProbeBench(environment: ["SSL_CERT_FILE": scratch("ca.pem")])
    }

    private func url(_ server: TestServer) -> String { server.url(scheme: "https", host: "localhost") }

    @Test func aTrustedCertificateIsHealthyAndItsDaysAreCounted() async throws {
        let certificate = try TestCertificate(validFor: 86_400 + 30 * 86_400 + 3600)
        let server = try TestServer(certificate: certificate, .ok("{}"))
        let result = try await bench(trusting: certificate).probe(.http(url(server)), expect: Expect(certificate: .seconds(14 * 86_400)))
        #expect(result.failure == nil)
        #expect(result.degraded == nil)
        #expect(result.certificateDaysLeft == 30)
    }

    @Test func aCertificateNearItsEndIsDegraded() async throws {
        let certificate = try TestCertificate(validFor: 86_400 + 5 * 86_400 + 3600)
        let server = try TestServer(certificate: certificate, .ok("{}"))
        let result = try await bench(trusting: certificate).probe(.http(url(server)), expect: Expect(certificate: .seconds(14 * 86_400)))
        #expect(result.failure == nil)
        #expect(result.degraded == "certificate expires in 5 days")
    }

    @Test func anExpiredCertificateSaysSince() async throws {
        let certificate = try TestCertificate(validFrom: -10 * 86_400, validFor: 7 * 86_400)
        let server = try TestServer(certificate: certificate, .ok("{}"))
        let result = try await bench(trusting: certificate).probe(.http(url(server)))
        #expect(result.failure == Failure(.tls, "the certificate expired 3d ago"))
    }

    @Test func aCertificateForAnotherHostSaysWhose() async throws {
        let certificate = try TestCertificate(name: "db.example")
        let server = try TestServer(certificate: certificate, .ok("{}"))
        let result = try await bench(trusting: certificate).probe(.http(url(server)))
        #expect(result.failure == Failure(.tls, "the certificate is not for localhost:\(server.port) but for db.example"))
    }

    @Test func aStrangersCertificateIsNotTrustedUnlessTheLaunchSaysInsecure() async throws {
        let server = try TestServer(certificate: try TestCertificate(), .ok("{}"))
        let bench = try bench(trusting: try TestCertificate())
        #expect(await bench.probe(.http(url(server))).failure == Failure(.tls, "the certificate is not signed by a trusted authority"))
        let insecure = await bench.probe(.http(url(server)), verifiesTLS: false)
        #expect(insecure.failure == nil)
        #expect(insecure.certificateDaysLeft == 88)
    }

    @Test func aServerWithoutTLSSaysSo() async throws {
        let server = try TestServer(greeting: "HTTP/1.1 400 Bad Request\r\n\r\n") { _ in .hang }
        let result = try await bench(trusting: try TestCertificate()).probe(.http(url(server)))
        #expect(result.failure == Failure(.tls, "localhost:\(server.port) does not speak TLS"))
    }

    @Test func aHandshakeThatNeverComesTimesOut() async throws {
        let server = try TestServer(.hang)
        let result = try await bench(trusting: try TestCertificate()).probe(.http(url(server)), timeout: .milliseconds(200))
        #expect(result.failure?.kind == .timeout)
    }

    @Test func aTunnelThroughAProxyLeadsToTheOriginAndItsCertificateIsChecked() async throws {
        let certificate = try TestCertificate(name: "app.example")
        let proxy = try TestServer(certificate: certificate, behindTunnel: true) { _ in .ok(#"{"version": "2"}"#) }
        try certificate.pem.write(toFile: scratch("ca.pem"), atomically: true, encoding: .utf8)
        let bench = ProbeBench(
            environment: ["SSL_CERT_FILE": scratch("ca.pem"), "https_proxy": "http://dana:secret@127.0.0.1:\(proxy.port)"])
        let prober = bench.prober(ProbeBench.service(.http("https://app.example/health"), version: "/version"))
        for _ in 0..<3 {
            let result = await bench.probe(prober)
            #expect(result.failure == nil)
            #expect(result.version == "2")
        }
        await prober.close()
        #expect(proxy.connections == 1)
        #expect(proxy.requests.count == 4)
        #expect(proxy.requests[0].hasPrefix("CONNECT app.example:443 HTTP/1.1"))
        #expect(proxy.requests[0].contains("Proxy-Authorization: Basic ZGFuYTpzZWNyZXQ="))
        #expect(proxy.requests[1].hasPrefix("GET /health HTTP/1.1"))
        #expect(!proxy.requests[1].contains("Proxy-Authorization"), "the origin does not learn the proxy's password")
        let other = await bench.probe(.http("https://other.example/"))
        #expect(other.failure == Failure(.tls, "the certificate is not for other.example:443 but for app.example"))
    }

    @Test func anHTTPSServiceIsNotFollowedToUnprotectedHTTP() async throws {
        let certificate = try TestCertificate()
        let server = try TestServer(certificate: certificate, .status(302, headers: ["Location: http://localhost:1/x"]))
        let result = try await bench(trusting: certificate).probe(.http(url(server)))
        #expect(result.failure == Failure(.redirect, "redirects from https to unprotected http://localhost:1/x; not followed"))
    }

    @Test func theTrustFileMustExist() async throws {
        let bench = ProbeBench(environment: ["SSL_CERT_FILE": scratch("none.pem")])
        let result = await bench.probe(.http("https://localhost:1/"))
        #expect(result.failure == Failure(.tls, "cannot read the trusted certificates of \(scratch("none.pem"))"))
    }
}
