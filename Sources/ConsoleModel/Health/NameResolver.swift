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

    private let look: LookUp

    /// Blocks the thread it is called on.
    typealias LookUp = @Sendable (String) throws(Failure) -> [SocketAddress]

    init(on loop: any EventLoop, look: @escaping LookUp = { host throws(Failure) in try blockingLookUp(host) }) {
        self.loop = loop
        self.look = look
    }

    /// At least one address, in the order the system prefers.
    func addresses(of host: String, port: Int, before deadline: Deadline) async throws(Failure) -> [SocketAddress] {
        if let literal = try? SocketAddress(ipAddress: host, port: port) { return [literal] }
        guard let lookup = lookUp(host) else { throw Failure(.dns, "too many name look-ups under way") }
        return try await lookup.before(deadline, "looking up \(host)").value().map { address in
            var address = address
            address.port = port
            return address
        }
    }

    private func lookUp(_ host: String) -> EventLoopFuture<[SocketAddress]>? {
        if let shared = underWay[host] { return shared }
        guard underWay.count < Self.mostAtOnce else { return nil }
        let lookup = Aside.run("name look-up", on: loop) { [look] () throws(Failure) in try look(host) }
        underWay[host] = lookup
        lookup.whenComplete { _ in self.assumeIsolated { $0.underWay[host] = nil } }
        return lookup
    }

    private static func blockingLookUp(_ host: String) throws(Failure) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &list)
        guard code == 0 else { throw failure(code, host) }
        defer { freeaddrinfo(list) }
        let addresses = sequence(first: list, next: { $0?.pointee.ai_next }).compactMap { $0.flatMap { address($0.pointee) } }
        if addresses.isEmpty { throw Failure(.dns, "\(host) has no address") }
        return addresses
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
