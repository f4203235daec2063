#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the reading thread does: it sleeps in poll(2) until the kernel says that a file changed or a command wrote, and then lets the
/// followers concerned read in big pieces.
final class ReadingLoop {
    private static let scratchSize = 256 << 10

    private let doorbell: WakePipe
    private let events = FileEvents()
    private var followers: [(name: String, follower: any LogFollower)] = []
    private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: scratchSize, alignment: 4096)
    private var descriptors: [pollfd] = []

    init(doorbell: WakePipe) { self.doorbell = doorbell }

    deinit { scratch.deallocate() }

    /// Returns after an `end` among the orders.
    func run(orders: () -> [LogReader.Order]) {
        while true {
            wait()
            if descriptors[0].revents != 0 {
                doorbell.drain()
                for order in orders() where !carryOut(order) { return }
            }
            if descriptors[1].revents != 0 { events.take(scratch) { event in followers.forEach { $0.follower.note(event) } } }
            for (place, entry) in followers.enumerated() where descriptors.count > place + 2 && descriptors[place + 2].revents != 0 {
                entry.follower.noteReadable()
            }
            let now = SystemClock.uptimeMilliseconds
            for (_, follower) in followers where follower.isReady || now >= follower.due { follower.step(scratch, now: now) }
        }
    }

    private func wait() {
        descriptors = [entry(doorbell.readEnd), entry(events.descriptor)] + followers.map { entry($0.follower.descriptor) }
        if poll(&descriptors, nfds_t(descriptors.count), timeout()) < 0 {
            for index in descriptors.indices { descriptors[index].revents = 0 }
        }
    }

    /// Milliseconds; -1 for ever.
    private func timeout() -> Int32 {
        if followers.contains(where: { $0.follower.isReady }) { return 0 }
        let due = followers.map(\.follower.due).min() ?? .max
        return due == .max ? -1 : Int32(clamping: max(0, due - SystemClock.uptimeMilliseconds))
    }

    /// poll(2) passes over a descriptor of -1.
    private func entry(_ descriptor: Int32) -> pollfd { pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0) }

    private func carryOut(_ order: LogReader.Order) -> Bool {
        switch order {
        case .add(let name, let make):
            remove(name)
            if let follower = make(events) { followers.append((name, follower)) }
            descriptors = Array(descriptors.prefix(2))
        case .remove(let name): remove(name)
        case .end:
            followers.forEach { $0.follower.end() }
            followers = []
            return false
        }
        return true
    }

    private func remove(_ name: String) {
        followers.removeAll { entry in
            guard entry.name == name else { return false }
            entry.follower.end()
            return true
        }
        descriptors = Array(descriptors.prefix(2))
    }
}
