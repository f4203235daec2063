import LaunchCore
import Logging
import Synchronization

/// Offers the launch that an engine watches as a page of metrics.
final class Exporter: Sendable {
    private struct Shown {
        var state = LaunchState()
        var live = LiveState()
    }

    private let server: MetricsServer
    private let shown: Mutable<Shown>

    /// Where it really listens.
    var address: MetricsAddress { server.address }

    init(at address: MetricsAddress, plan: Plan, clock: @escaping @Sendable () -> Now) throws(MetricsServerError) {
        let shown = Mutable(Shown())
        self.shown = shown
        server = try MetricsServer(at: address) {
            let now = shown.value
            return LaunchExposition(plan: plan, state: now.state, live: now.live, now: clock()).text
        }
    }

    /// Remembers where metrics were offered: a console may start the next engine, and scraping should go on.
    ///
    /// - Throws: only where metrics were asked for and cannot be offered.
    static func start(
        _ wish: ExportWish, plan: Plan, folder: LaunchFolder, clock: @escaping @Sendable () -> Now, log: Logger
    ) throws -> Exporter? {
        let memory = folder.path + "/metrics"
        switch wish {
        case .off:
            try SmallFile.write("", to: memory, mode: folder.modes.file)
            return nil
        case .at(let address):
            let exporter = try Exporter(at: address, plan: plan, clock: clock)
            try SmallFile.write("\(exporter.address)\n", to: memory, mode: folder.modes.file)
            return exporter
        case .asBefore:
            guard let text = SmallFile.read(memory), let address = MetricsAddress(String(text.prefix { !$0.isNewline })) else { return nil }
            do { return try Exporter(at: address, plan: plan, clock: clock) } catch {
                log.error("\(error)")
                return nil
            }
        }
    }

    /// What the next scrape is to see. Any thread.
    func show(_ state: LaunchState, _ live: LiveState) { shown.value = Shown(state: state, live: live) }

    func close() { server.close() }
}

/// Whether an engine offers metrics, and where.
public enum ExportWish: Hashable, Sendable {
    case asBefore
    case at(MetricsAddress)
    case off
}

/// A value that one thread sets and another reads.
private final class Mutable<Value: Sendable>: Sendable {
    private let box: Mutex<Value>

    init(_ value: Value) { box = Mutex(value) }

    var value: Value {
        get { box.withLock { $0 } }
        set { box.withLock { $0 = newValue } }
    }
}
