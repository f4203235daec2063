import Foundation
import Synchronization

/// A TCP proxy on loopback that behaves like a bad link: cut at once, cut after so many bytes, slow, or silent.
public final class LinkProxy: Sendable {
    struct State {
        var sockets: [Int32] = []
        /// Bytes from the server until all connections are cut; nil never.
        var budget: Int?
        var isSilent = false
        var delayPerChunk: UInt32 = 0
        var connections = 0
        var isClosed = false
    }

    public let port: Int
    private let target: Int
    private let listener: Int32
    private let state = Mutex(State())

    public init(to target: Int) throws {
        let listening = try LoopbackSocket.listen()
        listener = listening.number
        port = listening.port
        self.target = target
        let weak = WeakProxy(self)
        let listener = listening.number
        Thread.detachNewThread {
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0, let proxy = weak.proxy else {
                    // Closed by its only reader: the number may belong to somebody else at once.
                    if client >= 0 { close(client) }
                    close(listener)
                    return
                }
                proxy.serve(client)
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        cut()
    }

    public var connections: Int { state.withLock { $0.connections } }
    /// Cuts every connection now.
    public func cut() {
        state.withLock { state in
            for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
            state.sockets = []
        }
    }
    /// Cuts every connection once the server has sent so many bytes more.
    public func cut(after bytes: Int) { state.withLock { $0.budget = bytes } }
    /// Swallows everything, as a link does whose other end lost its power.
    public func setSilent(_ isSilent: Bool) { state.withLock { $0.isSilent = isSilent } }
    /// Waits so long for every piece of 4 kB.
    public func setSlow(microseconds: UInt32) { state.withLock { $0.delayPerChunk = microseconds } }

    private func serve(_ client: Int32) {
        guard let server = LoopbackSocket.connect(port: target) else {
            close(client)
            return
        }
        state.withLock { state in
            state.sockets += [client, server]
            state.connections += 1
        }
        let weak = WeakProxy(self)
        let open = SharedCount(2)
        for (from, to, isServer) in [(client, server, false), (server, client, true)] {
            Thread.detachNewThread {
                Self.pump(from, to, isServer, weak)
                shutdown(from, Int32(SHUT_RDWR))
                shutdown(to, Int32(SHUT_RDWR))
                guard open.down() == 0 else { return }
                weak.proxy?.forget([client, server])
                close(client)
                close(server)
            }
        }
    }

    private func forget(_ sockets: [Int32]) { state.withLock { $0.sockets.removeAll(where: sockets.contains) } }

    private static func pump(_ from: Int32, _ to: Int32, _ isServer: Bool, _ weak: WeakProxy) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(from, &buffer, buffer.count)
            guard count > 0, let proxy = weak.proxy else { return }
            let (silent, delay) = proxy.state.withLock { ($0.isSilent, $0.delayPerChunk) }
            if delay > 0 { usleep(delay) }
            if silent { continue }
            let allowed = isServer ? proxy.spend(count) : count
            if send(to, buffer, allowed, Int32(MSG_NOSIGNAL)) != allowed || allowed < count { return proxy.cut() }
        }
    }

    private func spend(_ count: Int) -> Int {
        state.withLock { state in
            guard let budget = state.budget else { return count }
            let allowed = min(budget, count)
            state.budget = allowed < count ? nil : budget - allowed
            return allowed
        }
    }
}

private final class WeakProxy: @unchecked Sendable {
    // Unchecked: a weak reference is read atomically, and never written after init.
    weak var proxy: LinkProxy?
    init(_ proxy: LinkProxy) { self.proxy = proxy }
}

private final class SharedCount: Sendable {
    private let count: Mutex<Int>
    init(_ start: Int) { count = Mutex(start) }
    func down() -> Int {
        count.withLock { count in
            count -= 1
            return count
        }
    }
}
