import LaunchCore
import NIOCore
import NIOPosix

/// Opens a connection within a deadline: looks the name up, then races IPv6 and IPv4 as RFC 8305 has it.
struct Connector: Sendable {
    private let surroundings: Surroundings
    private let deadline: Deadline
    private let prepare: @Sendable (any Channel) -> EventLoopFuture<Void>

    init(in surroundings: Surroundings, before deadline: Deadline, prepare: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>) {
        self.surroundings = surroundings
        self.deadline = deadline
        self.prepare = prepare
    }

    nonisolated(nonsending) func connect(host: String, port: Int) async throws(Failure) -> any Channel {
        let addresses = try await surroundings.resolver.addresses(of: host, port: port, before: deadline)
        let place = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        return try await connected(place) { bootstrap in
            if addresses.count == 1 { return bootstrap.connect(to: addresses[0]) }
            let known = KnownAddresses(addresses, on: surroundings.loop)
            return bootstrap.resolver(known).connect(host: host, port: port)
        }
    }

    nonisolated(nonsending) func connect(toSocket path: String) async throws(Failure) -> any Channel {
        try await connected(path) { $0.connect(unixDomainSocketPath: path) }
    }

    nonisolated(nonsending) private func connected(
        _ place: String, _ connect: (ClientBootstrap) -> EventLoopFuture<any Channel>
    ) async throws(Failure) -> any Channel {
        let bootstrap = ClientBootstrap(group: surroundings.loop)
            .connectTimeout(deadline.remaining)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .channelInitializer(prepare)
        do { return try await connect(bootstrap).awaited() } catch {
            throw Failure(connectingTo: place, error, before: deadline)
        }
    }
}

/// Addresses looked up already, for the race between them.
private struct KnownAddresses: Resolver, Sendable {
    private let v4: EventLoopFuture<[SocketAddress]>
    private let v6: EventLoopFuture<[SocketAddress]>

    init(_ addresses: [SocketAddress], on loop: any EventLoop) {
        v4 = loop.makeSucceededFuture(addresses.filter { $0.protocol == .inet })
        v6 = loop.makeSucceededFuture(addresses.filter { $0.protocol == .inet6 })
    }

    func initiateAQuery(host: String, port: Int) -> EventLoopFuture<[SocketAddress]> { v4 }
    func initiateAAAAQuery(host: String, port: Int) -> EventLoopFuture<[SocketAddress]> { v6 }
    func cancelQueries() {}
}
