import LaunchCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The one thread that reads all logs of a console, as others see it: followers come, go, and end with it.
final class LogReader: Sendable {
    enum Order: Sendable {
        /// The follower is made on the reading thread.
        case add(String, @Sendable (FileEvents) -> (any LogFollower)?)
        case remove(String)
        case end
    }

    private let doorbell: WakePipe
    private let ended: WakePipe
    private let orders: OrderQueue

    init() throws(SystemError) {
        let doorbell = try WakePipe(), ended = try WakePipe(), orders = OrderQueue()
        self.doorbell = doorbell
        self.ended = ended
        self.orders = orders
        try startThread {
            giveWay()
            ReadingLoop(doorbell: doorbell).run { orders.take() }
            ended.signal()
        }
    }

    func give(_ order: Order) {
        orders.put(order)
        doorbell.signal()
    }

    /// Ends the thread and what it started. Waits for it half a second at most: a file system may not answer.
    func end() {
        give(.end)
        var descriptor = pollfd(fd: ended.readEnd, events: Int16(POLLIN), revents: 0)
        poll(&descriptor, 1, 500)
    }

    private final class OrderQueue: Sendable {
        private let orders = Mutex<[Order]>([])

        func put(_ order: Order) { orders.withLock { $0.append(order) } }

        func take() -> [Order] {
            orders.withLock { orders in
                defer { orders = [] }
                return orders
            }
        }
    }
}
