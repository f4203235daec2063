import Dispatch
import LaunchCore
import NIOCore
import NIOPosix
import Synchronization

/// Tells commands and webhooks what happens in a launch. Never blocks who hands it records: everything is done on a thread of its
/// own. What was not told when the engine died is told by the next one, so that something may be told twice, and nothing is lost.
final class Notifier: Sendable {
    private struct Progress {
        /// The newest record that was looked at.
        var seq: Int64
        var notifications: [OfOne]
        var news: [LaunchEvent] = []

        /// Up to this record everything has been told.
        var told: Int64 { notifications.reduce(seq) { min($0, $1.told) } }
    }

    /// What one notification was handed, what of it has reached its queue, and the oldest it still has to tell.
    private struct OfOne {
        var handed: Int64 = 0
        var queued: Int64 = 0
        var oldest: Int64?

        var told: Int64 { oldest.map { $0 - 1 } ?? (queued >= handed ? .max : queued) }
    }

    private let plan: Plan
    private let group: MultiThreadedEventLoopGroup
    private let surroundings: Surroundings
    private let progress: Mutex<Progress>
    private let senders: Mutex<[NoticeSender]>
    private let wake: @Sendable () -> Void
    /// Signalled whenever a notice was told or given up.
    private let moved = DispatchSemaphore(value: 0)

    /// Older records are no news after a pause of the engine.
    static let oldest: Duration = .seconds(3600)

    /// Nil where the plan notifies nobody.
    ///
    /// - Parameters:
    ///   - told: the newest record that an engine before this one has told.
    ///   - wake: called from another thread when there is something to take.
    init?(
        plan: Plan, directory: String, environment: [String: String], clock: @escaping @Sendable () -> Now, told: Int64,
        wake: @escaping @Sendable () -> Void
    ) {
        guard !plan.notifications.isEmpty else { return nil }
        self.plan = plan
        self.wake = wake
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        surroundings = Surroundings(loop: group.next(), directory: directory, environment: environment, plan: plan, clock: clock)
        progress = Mutex(Progress(seq: told, notifications: plan.notifications.map { _ in OfOne() }))
        senders = Mutex([])
        let senders = plan.notifications.enumerated().map { index, notification in
            NoticeSender(notification, in: surroundings) { [weak self] in self?.take($0, of: index) }
        }
        self.senders.withLock { $0 = senders }
    }

    /// Tells those who asked for it of new records, in order.
    func take(_ records: [Record], state: LaunchState, verdict: Verdict, now: Moment) {
        guard let newest = records.last?.seq else { return }
        let redactor = surroundings.redactor
        let notices = records.filter { now - $0.at < Self.oldest }.compactMap {
            Notice($0, plan: plan, state: state, verdict: verdict, redactor: redactor)
        }
        let senders = senders.withLock { $0 }
        for (index, notification) in plan.notifications.enumerated() {
            let wanted = notices.filter { notification.events.isEmpty || notification.events.contains($0.event.rawValue) }
            guard let last = wanted.last else { continue }
            progress.withLock { $0.notifications[index].handed = last.seq }
            senders[index].add(wanted)
        }
        progress.withLock { $0.seq = newest }
    }

    /// What is to be recorded of the notifications themselves, and the record up to which everything has been told.
    func takeNews() -> (events: [LaunchEvent], told: Int64) {
        progress.withLock { progress in
            defer { progress.news = [] }
            return (progress.news, progress.told)
        }
    }

    /// Waits until everything has been told, at most so long; then nothing more is told.
    func finish(within limit: Duration) {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline, progress.withLock({ $0.told < $0.seq }) {
            _ = moved.wait(timeout: .now() + .milliseconds(100))
        }
        surroundings.halt.halt()
        let senders = senders.withLock { $0 }
        Task { [group] in
            for sender in senders { await sender.close() }
            group.shutdownGracefully(queue: .global()) { _ in }
        }
        _ = surroundings.halt.commands.wait(timeout: .now() + 2)
    }

    private func take(_ report: NoticeSender.Report, of index: Int) {
        let name = plan.notifications[index].name
        progress.withLock { progress in
            switch report {
            case .waiting(let oldest, let newest):
                progress.notifications[index].oldest = oldest
                progress.notifications[index].queued = newest
            case .failed(let reason): progress.news.append(.notificationFailed(notification: name, reason: reason))
            case .recovered: progress.news.append(.notificationRecovered(notification: name))
            }
        }
        moved.signal()
        wake()
    }
}

extension Notification {
    /// As records and screens name it: the command, or the host of the webhook; its path may be a secret.
    var name: String {
        if let command { return Printable.text(command, limit: 80) }
        return (try? HTTPTarget(url: webhook ?? "").origin.place) ?? "webhook"
    }
}
