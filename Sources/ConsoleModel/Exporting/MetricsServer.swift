import LaunchCore
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Offers a page of metrics over HTTP, on a thread of its own. Bounded: few connections, each closed when it says nothing for a
/// while.
final class MetricsServer: Sendable {
    /// Where it really listens.
    let address: MetricsAddress
    private let group: MultiThreadedEventLoopGroup
    private let channel: any Channel

    static let mostConnections = 32
    static let patience: Duration = .seconds(60)

    /// - Parameter page: the page as it is now; called on the server's thread.
    /// - Throws: why it cannot listen there.
    init(at wanted: MetricsAddress, page: @escaping @Sendable () -> String) throws(MetricsServerError) {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let connections = ConnectionCount()
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 16)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(IdleStateHandler(allTimeout: Self.patience.timeAmount))
                    try pipeline.configureHTTPServerPipeline()
                    try pipeline.addHandler(MetricsHandler(connections: connections, page: page))
                }
            }
        do { channel = try bootstrap.bind(host: wanted.host, port: wanted.port).wait() } catch {
            group.shutdownGracefully(queue: .global()) { _ in }
            throw MetricsServerError(address: wanted, reason: "\(error)")
        }
        self.group = group
        address = MetricsAddress(host: wanted.host, port: channel.localAddress?.port ?? wanted.port)
    }

    func close() {
        channel.close(promise: nil)
        group.shutdownGracefully(queue: .global()) { _ in }
    }
}

/// Why no metrics can be offered.
struct MetricsServerError: Error, Hashable, CustomStringConvertible {
    var address: MetricsAddress
    var reason: String

    var description: String { "cannot offer metrics at \(address): \(reason); name another address with --metrics" }
}

/// How many connections are open, counted on the server's one thread.
final class ConnectionCount: Sendable {
    private let open = Atomic(0)

    /// False when there are too many; count it all the same, and leave.
    func enter() -> Bool { open.add(1, ordering: .relaxed).newValue <= MetricsServer.mostConnections }
    func leave() { open.subtract(1, ordering: .relaxed) }
}
