import LaunchCore
import NIOCore

/// Tells one notification what it asked for, one notice after the other. Runs on the notifier's event loop.
actor NoticeSender {
    enum Report: Hashable, Sendable {
        case failed(String)
        case recovered
        /// The records of the first notice that is still to be told, nil when there is none, and of the newest that was added.
        case waiting(oldest: Int64?, newest: Int64)
    }

    nonisolated let surroundings: Surroundings
    nonisolated var unownedExecutor: UnownedSerialExecutor { surroundings.loop.executor.asUnownedSerialExecutor() }
    private let delivery: NoticeDelivery
    private let executor: LoopTaskExecutor
    private let report: @Sendable (Report) -> Void
    private var queue = NoticeQueue()
    private var newest: Int64 = 0
    private var underWay = 0
    private var isClosed = false
    private var whenIdle: CheckedContinuation<Void, Never>?

    init(_ notification: Notification, in surroundings: Surroundings, report: @escaping @Sendable (Report) -> Void) {
        self.surroundings = surroundings
        self.report = report
        delivery = NoticeDelivery(notification, in: surroundings)
        executor = LoopTaskExecutor(surroundings.loop)
    }

    /// Any thread may call it; notices are told in the order of the calls.
    nonisolated func add(_ notices: [Notice]) {
        surroundings.loop.execute { self.assumeIsolated { $0.queue(notices) } }
    }

    private func queue(_ notices: [Notice]) {
        for notice in notices { perform(queue.add(notice)) }
        newest = notices.last?.seq ?? newest
        report(.waiting(oldest: queue.oldest, newest: newest))
    }

    /// Tells nothing more; returns when nothing is under way.
    func close() async {
        isClosed = true
        await delivery.close()
        if underWay > 0 { await withCheckedContinuation { whenIdle = $0 } }
    }

    private func perform(_ actions: [NoticeQueue.Action]) {
        for action in actions where !isClosed {
            switch action {
            case .deliver(let notice):
                underWay += 1
                Task(executorPreference: executor) { await self.deliver(notice) }
            case .pause(let duration):
                surroundings.loop.scheduleTask(in: duration.timeAmount) {
                    self.assumeIsolated { sender in sender.perform(sender.queue.pauseIsOver()) }
                }
            case .tellFailure(let reason): report(.failed(reason))
            case .tellRecovery: report(.recovered)
            }
        }
    }

    private func deliver(_ notice: Notice) async {
        defer {
            underWay -= 1
            if underWay == 0, isClosed { whenIdle?.resume() }
        }
        do throws(Failure) {
            try await delivery.deliver(notice)
            perform(queue.delivered())
        } catch {
            perform(queue.failed(surroundings.shown(error).detail, isFinal: error.isFinalForNotices))
        }
        report(.waiting(oldest: queue.oldest, newest: newest))
    }
}
