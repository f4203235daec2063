import LaunchCore
import NIOCore

/// Starts the looks the schedule says are due. Runs on the poller's event loop.
actor PollRounds {
    nonisolated let surroundings: Surroundings
    nonisolated var unownedExecutor: UnownedSerialExecutor { surroundings.loop.executor.asUnownedSerialExecutor() }
    private let sources: [any PollSource]
    private let executor: LoopTaskExecutor
    private let deliver: @Sendable (PollResult) -> Void
    private var schedule: PollSchedule?
    private var timer: (at: Duration, scheduled: Scheduled<Void>)?
    private var underWay = 0
    private var isStopped = false
    private var whenIdle: CheckedContinuation<Void, Never>?

    init(_ sources: [any PollSource], in surroundings: Surroundings, deliver: @escaping @Sendable (PollResult) -> Void) {
        self.sources = sources
        self.surroundings = surroundings
        self.deliver = deliver
        executor = LoopTaskExecutor(surroundings.loop)
    }

    func start() {
        guard schedule == nil, !isStopped else { return }
        schedule = PollSchedule(sources.map { ($0.name, $0.every) }, start: surroundings.clock().uptime)
        lookAtDue()
    }

    /// No look begins any more and none is delivered.
    func stop() async {
        isStopped = true
        timer?.scheduled.cancel()
        timer = nil
        for source in sources { await source.close() }
    }

    /// Returns when every look under way has ended; after `stop` that is within the longest timeout.
    func idle() async {
        if underWay > 0 { await withCheckedContinuation { whenIdle = $0 } }
    }

    private func lookAtDue() {
        guard !isStopped else { return }
        for index in schedule?.due(at: surroundings.clock().uptime) ?? [] {
            underWay += 1
            Task(executorPreference: executor) { await self.look(index) }
        }
        arm()
    }

    private func look(_ index: Int) async {
        let result = await sources[index].look()
        finished(index, result)
    }

    private func finished(_ index: Int, _ result: PollResult) {
        underWay -= 1
        schedule?.finished(index, at: surroundings.clock().uptime)
        if isStopped {
            if underWay == 0 { whenIdle?.resume() }
            return
        }
        deliver(result)
        arm()
    }

    /// Sets the timer to the next slot, unless it is set to that or an earlier one already.
    private func arm() {
        guard !isStopped, let next = schedule?.next else { return }
        if let timer, timer.at <= next { return }
        timer?.scheduled.cancel()
        let wait = max(next - surroundings.clock().uptime, .zero)
        let scheduled = surroundings.loop.scheduleTask(in: wait.timeAmount) {
            self.assumeIsolated { rounds in
                rounds.timer = nil
                rounds.lookAtDue()
            }
        }
        timer = (next, scheduled)
    }
}
