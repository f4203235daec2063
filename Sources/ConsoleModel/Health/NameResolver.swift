import Dispatch
import LaunchCore
import NIOCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Looks up host names so that a slow name server holds up only the names it serves: every look-up blocks a thread of its own,
/// and those who ask for the same name meanwhile share it. Runs on the poller's event loop.
actor NameResolver {
    nonisolated let loop: any EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }
    private var underWay: [String: EventLoopFuture<[SocketAddress]>] = [:]

    /// Each look-up under way holds a thread, whatever became of those who asked.
    static let mostAtOnce = 64

    init(on loop: any EventLoop) { self.loop = loop }

    /// At least one address, in the order the system prefers.
    func addresses(of host: String, port: Int, before deadline: Deadline) async throws(Failure) -> [SocketAddress] {
        if let literal = try? SocketAddress(ipAddress: host, port: port) { return [literal] }
        guard let lookup = lookUp(host) else { throw Failure(.dns, "too many name look-ups under way") }
        let promise = loop.makePromise(of: [SocketAddress].self)
        let timer = loop.scheduleTask(deadline: deadline.at) { promise.fail(deadline.expired("looking up \(host)")) }
        lookup.cascade(to: promise)
        defer { timer.cancel() }
        do {
            return try await promise.futureResult.awaited().map { address in
                var address = address
                address.port = port
                return address
            }
        } catch {
            throw error as? Failure ?? Failure(.dns, "\(host): \(error)")
        }
    }

    private func lookUp(_ host: String) -> EventLoopFuture<[SocketAddress]>? {
        if let shared = underWay[host] { return shared }
        guard underWay.count < Self.mostAtOnce else { return nil }
        let promise = loop.makePromise(of: [SocketAddress].self)
        underWay[host] = promise.futureResult
        // A serial queue of its own always gets a thread; the shared ones could all be held up by other look-ups.
        DispatchQueue(label: "name look-up").async {
            let result = Self.blockingLookUp(host)
            promise.completeWith(result)
        }
        promise.futureResult.whenComplete { _ in
            self.assumeIsolated { $0.underWay[host] = nil }
        }
        return promise.futureResult
    }

    private static func blockingLookUp(_ host: String) -> Result<[SocketAddress], any Error> {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &list)
        guard code == 0 else { return .failure(failure(code, host)) }
        defer { freeaddrinfo(list) }
        let addresses = sequence(first: list, next: { $0?.pointee.ai_next }).compactMap { $0.flatMap { address($0.pointee) } }
        return addresses.isEmpty ? .failure(Failure(.dns, "\(host) has no address")) : .success(addresses)
    }

    private static func address(_ info: addrinfo) -> SocketAddress? {
        guard let raw = UnsafeMutableRawPointer(info.ai_addr) else { return nil }
        return switch info.ai_family {
        case AF_INET: SocketAddress(raw.load(as: sockaddr_in.self))
        case AF_INET6: SocketAddress(raw.load(as: sockaddr_in6.self))
        default: nil
        }
    }

    private static func failure(_ code: Int32, _ host: String) -> Failure {
        switch code {
        case EAI_NONAME: Failure(.dns, "no such host: \(host)")
        case EAI_AGAIN: Failure(.dns, "the name server does not answer for \(host)")
        default: Failure(.dns, "\(host): \(gai_strerror(code).map { String(cString: $0) } ?? "error \(code)")")
        }
    }
}
