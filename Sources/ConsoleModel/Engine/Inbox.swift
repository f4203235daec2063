import Dispatch
import Synchronization

/// Values from many threads for one that takes them all at once.
public final class Inbox<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])
    private let arrival = DispatchSemaphore(value: 0)

    public init() {}

    /// From any thread; never blocks.
    public func put(_ value: Value) {
        let wasEmpty = values.withLock { values in
            values.append(value)
            return values.count == 1
        }
        if wasEmpty { arrival.signal() }
    }

    /// Takes all there is, at once where there is something, else after at most `patience`. One thread only.
    public func take(within patience: Duration) -> [Value] {
        _ = arrival.wait(timeout: .now() + .milliseconds(Int(max(0, patience.milliseconds))))
        return values.withLock { values in
            defer { values = [] }
            return values
        }
    }
}
