import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// Debian's nginx: the server most health checks talk to.
@Suite(.enabled(if: DebianProgram.isInstalled("nginx"), "nginx is not installed; run scripts/install-dependencies.sh"))
struct NginxTests {
    private let scratch: ScratchDirectory
    private let nginx: DebianProgram
    private let (port, securePort): (Int, Int)
    private let certificate: TestCertificate

    init() throws {
        scratch = try ScratchDirectory()
        certificate = try TestCertificate(validFor: 86_400 + 5 * 86_400 + 3600)
        try (certificate.pem).write(toFile: scratch("cert.pem"), atomically: true, encoding: .utf8)
        try certificate.keyPEM.write(toFile: scratch("key.pem"), atomically: true, encoding: .utf8)
        (port, securePort) = (try DebianProgram.freePort(), try DebianProgram.freePort())
        try Self.configuration(scratch, port, securePort).write(toFile: scratch("nginx.conf"), atomically: true, encoding: .utf8)
        nginx = try DebianProgram(
            "nginx", ["-p", scratch.path, "-e", scratch("error.log"), "-c", scratch("nginx.conf")], in: scratch, port: port)
    }

    private static func configuration(_ scratch: ScratchDirectory, _ port: Int, _ securePort: Int) -> String {
        """
        daemon off; master_process off; pid \(scratch("pid")); error_log \(scratch("error.log"));
        events { worker_connections 64; }
        http {
            access_log off; default_type application/json; gzip on; gzip_min_length 1; gzip_types *;
            client_body_temp_path \(scratch("b")); proxy_temp_path \(scratch("p")); fastcgi_temp_path \(scratch("f"));
            uwsgi_temp_path \(scratch("u")); scgi_temp_path \(scratch("s"));
            server {
                listen 127.0.0.1:\(port); listen [::1]:\(port); listen unix:\(scratch("web.sock"));
                listen 127.0.0.1:\(securePort) ssl;
                ssl_certificate \(scratch("cert.pem")); ssl_certificate_key \(scratch("key.pem"));
                location = /health { return 200 '{"status": "ok", "version": "1.5.0", "queue": {"depth": 0.059}}'; }
                location = /moved { return 302 /health; }
                location = /broken { return 503 '{"error": "no database"}'; }
                location = /stub { stub_status; }
            }
        }

        """
    }

    private func probe(_ target: ProbeTarget, expect: Expect = Expect()) async -> ProbeResult {
        let bench = ProbeBench(directory: scratch.path, environment: ["SSL_CERT_FILE": scratch("cert.pem")])
        return await bench.probe(target, expect: expect, version: "/version")
    }

    private func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    @Test func itIsProbedInEveryWay() async throws {
        let expect = Expect(json: ["/status": "ok"], body: "ok", certificate: .seconds(14 * 86_400))
        for target in [
            ProbeTarget.http(url("/health")), .http(url("/moved")), .http("http://[::1]:\(port)/health"),
            .httpUnix(socket: "web.sock", path: "/health"), .http("https://localhost:\(securePort)/health"),
        ] {
            let result = await probe(target, expect: expect)
            #expect(result.failure == nil, "\(target)")
            #expect(result.version == "1.5.0", "\(target)")
        }
        let secure = await probe(.http("https://localhost:\(securePort)/health"), expect: expect)
        #expect(secure.degraded == "certificate expires in 5 days")
        #expect(await probe(.tcp(host: "127.0.0.1", port: port)).failure == nil)
        let broken = await probe(.http(url("/broken")))
        #expect(broken.failure == Failure(.status, #"status 503, expected 200-299: {"error": "no database"}"#))
        let plain = await probe(.http("https://localhost:\(port)/health"))
        #expect(plain.failure == Failure(.tls, "localhost:\(port) does not speak TLS"))
    }

    @Test func manyProbesShareOneConnectionEach() async throws {
        let bench = ProbeBench()
        let probers = (0..<8).map { _ in bench.prober(ProbeBench.service(.http(url("/health")))) }
        for _ in 0..<10 { for prober in probers { #expect(await bench.probe(prober).failure == nil) } }
        let handled = await probe(.http(url("/stub")), expect: Expect(body: #"(?m)^ ?(9|10) (9|10) "#))
        #expect(handled.failure == nil, "eight connections for eighty requests, and one for this question")
        for prober in probers { await prober.close() }
    }
}
