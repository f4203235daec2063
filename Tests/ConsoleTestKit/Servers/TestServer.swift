import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import NIOSSL

/// A server on a free port of the loopback (or on a unix socket) that does to its clients what a test tells it to.
public final class TestServer: Sendable {
    public let port: Int
    private let channel: any Channel
    private let counts: NIOLockedValueBox<Counts>

    struct Counts {
        var connections = 0
        var requests: [String] = []
    }

    /// - Parameters:
    ///   - behindTunnel: it is a proxy first: whoever asks for a tunnel to anywhere gets one to this server.
    ///   - greeting: what it says as soon as somebody connects.
    ///   - answer: called for every request with its head, and its body where it has one; says what becomes of it.
    public init(
        host: String = "127.0.0.1", socket: String? = nil, certificate: TestCertificate? = nil, behindTunnel: Bool = false,
        greeting: String? = nil, answer: @escaping @Sendable (String) -> TestAnswer
    ) throws {
        let counts = NIOLockedValueBox(Counts())
        self.counts = counts
        let tls = try certificate.map { try NIOSSLContext(configuration: $0.serverConfiguration()) }
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                counts.withLockedValue { $0.connections += 1 }
                return channel.eventLoop.makeCompletedFuture {
                    if behindTunnel {
                        let tunnel = TestTunnelHandler { head in counts.withLockedValue { $0.requests.append(head) } }
                        try channel.pipeline.syncOperations.addHandler(tunnel)
                    }
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try channel.pipeline.syncOperations.addHandler(
                        TestAnswerHandler(greeting: greeting) { head in
                            counts.withLockedValue { $0.requests.append(head) }
                            return answer(head)
                        })
                }
            }
        channel = try (socket.map { bootstrap.bind(unixDomainSocketPath: $0) } ?? bootstrap.bind(host: host, port: 0)).wait()
        port = channel.localAddress?.port ?? 0
    }

    /// A server that answers everything alike.
    public convenience init(certificate: TestCertificate? = nil, _ answer: TestAnswer) throws {
        try self.init(certificate: certificate) { _ in answer }
    }

    public var connections: Int { counts.withLockedValue { $0.connections } }
    /// The heads of all requests so far, with their bodies.
    public var requests: [String] { counts.withLockedValue { $0.requests } }

    public func url(_ path: String = "/", scheme: String = "http", host: String = "127.0.0.1") -> String {
        "\(scheme)://\(host):\(port)\(path)"
    }

    public func close() { try? channel.close().wait() }

    deinit { channel.close(promise: nil) }

    /// A port on which nobody listens.
    public static func deafPort() throws -> Int {
        let server = try TestServer(.close)
        defer { server.close() }
        return server.port
    }
}
