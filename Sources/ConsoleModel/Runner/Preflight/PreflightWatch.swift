import Dispatch
import LaunchCore
import Synchronization

/// Looks at what a rollback needs, again and again, for as long as somebody has its card open. Nothing of it waits on the thread of
/// the screen: what is found comes as it is known.
public final class PreflightWatch: Sendable {
    /// Between the end of one look and the next.
    private static let pause: Duration = .seconds(15)

    private struct State {
        var steps: [RunStep]?
        var findings: [PreflightFinding] = []
        var stop = StopFlag()
    }

    private let preflight: Preflight
    private let state = Mutex(State())
    private let pipe: WakePipe
    private let queue = DispatchQueue(label: "preflight", attributes: .concurrent)

    /// - Throws: when the process has no descriptors left.
    public init(_ preflight: Preflight) throws(SystemError) {
        self.preflight = preflight
        pipe = try WakePipe()
    }

    deinit { state.withLock { $0.stop.set() } }

    /// Readable when there is something new.
    public var wakeDescriptor: Int32 { pipe.readEnd }

    public func drainWake() { pipe.drain() }

    public var findings: [PreflightFinding] { state.withLock(\.findings) }

    /// Looks at the hosts of these steps from now on; nil ends it. Cheap where nothing changes: it may be said with every frame.
    public func look(_ steps: [RunStep]?) {
        let begun = state.withLock { state -> (steps: [RunStep], stop: StopFlag)? in
            guard state.steps != steps else { return nil }
            state.stop.set()
            state.stop = StopFlag()
            state.steps = steps
            state.findings = []
            return steps.map { ($0, state.stop) }
        }
        guard let begun else { return }
        queue.async { [weak self] in Self.work(self?.preflight, begun.steps, begun.stop) { self?.take($0, begun.stop) } }
    }

    private static func work(
        _ preflight: Preflight?, _ steps: [RunStep], _ stop: StopFlag, tell: ([PreflightFinding]) -> Void
    ) {
        while let preflight, !stop.isSet {
            _ = preflight.check(steps, stop: stop, progress: tell)
            let next = SystemClock.now().uptime + pause
            while SystemClock.now().uptime < next, !stop.isSet { PollSet.wait([], atMost: .milliseconds(100)) }
        }
    }

    private func take(_ findings: [PreflightFinding], _ stop: StopFlag) {
        let isWanted = state.withLock { state in
            // What was found last time stands until there is something newer.
            let findings = findings.flatMap { finding in
                let old = finding.kind == .waiting ? state.findings.filter { $0.subject == finding.subject } : []
                return old.isEmpty ? [finding] : old
            }
            guard state.stop === stop, state.findings != findings else { return false }
            state.findings = findings
            return true
        }
        if isWanted { pipe.signal() }
    }
}
