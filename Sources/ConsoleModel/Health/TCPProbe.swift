import LaunchCore
import NIOCore

/// Healthy when a connection can be made; it is closed again at once.
struct TCPProbe: Probe {
    let host: String
    let port: Int
    private let surroundings: Surroundings

    init(host: String, port: Int, in surroundings: Surroundings) {
        (self.host, self.port, self.surroundings) = (host, port, surroundings)
    }

    nonisolated(nonsending) func ask(before deadline: Deadline) async throws(Failure) -> ProbeAnswer {
        let connector = Connector(in: surroundings, before: deadline) { $0.eventLoop.makeSucceededVoidFuture() }
        let channel = try await connector.connect(host: host, port: port)
        channel.close(promise: nil)
        return ProbeAnswer()
    }

    func close() {}
}
