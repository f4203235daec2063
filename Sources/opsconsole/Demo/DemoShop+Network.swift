import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension DemoShop {
    /// Waits until something arrives or is due, and serves it. Clients beyond the limit wait in the sockets' queues.
    mutating func serve(now: () -> Duration) {
        let open = Array(connections.keys)
        var polled = [pollfd(fd: isDemoThere ? lease : -1, events: Int16(POLLIN), revents: 0)]
        let listens = connections.count < Self.clientLimit
        polled.append(pollfd(fd: listens ? web.descriptor : -1, events: Int16(POLLIN), revents: 0))
        polled.append(pollfd(fd: database.descriptor, events: Int16(POLLIN), revents: 0))
        polled += open.map { pollfd(fd: connections[$0]?.isReading == true ? $0 : -1, events: Int16(POLLIN), revents: 0) }
        let wait = max(0, (nextDue - now()).milliseconds)
        poll(&polled, nfds_t(polled.count), Int32(min(wait + 1, 1000)))
        if polled[0].revents != 0 { noteDemoGone() }
        let time = now()
        if polled[1].revents != 0 { admit(time) }
        if polled[2].revents != 0, let client = database.next() { close(client) }
        for (index, client) in open.enumerated() {
            if polled[index + 3].revents != 0 { receive(client, time) }
            proceed(client, time)
        }
    }

    static let clientLimit = 64

    private mutating func admit(_ now: Duration) {
        while connections.count < Self.clientLimit, let client = web.next() {
            connections[client] = DemoConnection(openedAt: now)
            noteAsked(now)
        }
    }

    private mutating func receive(_ client: Int32, _ now: Duration) {
        let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            count = max(0, recv(client, buffer.baseAddress, 4096, 0))
        }
        guard let path = connections[client]?.take(bytes) else { return }
        let (answer, delay) = answer(path, now)
        connections[client]?.answer(answer, at: now + delay)
    }

    private mutating func proceed(_ client: Int32, _ now: Duration) {
        connections[client]?.proceed(client, now: now)
        if connections[client]?.isClosed == true {
            connections[client] = nil
            close(client)
        }
    }

    private mutating func answer(_ path: String, _ now: Duration) -> ([UInt8], Duration) {
        let fitness = fitness(now)
        switch path {
        case "/health":
            let delay = pace.scaled(fitness.latency) * Double.random(in: 0.7...1.3, using: &chance)
            return (DemoAnswer.health(version: version, fails: isNextToFail(fitness)), delay)
        case "/catalog/health": return (DemoAnswer.catalog, pace.scaled(.milliseconds(12)))
        case "/stats": return (DemoAnswer.statistics(fitness, version: version), .zero)
        default: return (DemoAnswer.notFound, .zero)
        }
    }

    /// Spreads the failures evenly, so that the share is right over few requests too.
    private mutating func isNextToFail(_ fitness: DemoFitness) -> Bool {
        failuresOwed += fitness.errorRate
        guard failuresOwed >= 1 else { return false }
        failuresOwed -= 1
        return true
    }
}
