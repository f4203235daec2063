import Synchronization

/// Asks an engine to end; may be set from any thread.
public final class StopFlag: Sendable {
    private struct State {
        var isSet = false
        var wake: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    public init() {}

    public func set() {
        let wake = state.withLock { state in
            state.isSet = true
            return state.wake
        }
        wake?()
    }

    public var isSet: Bool { state.withLock { $0.isSet } }

    /// What wakes the one who is to end.
    func onSet(_ wake: @escaping @Sendable () -> Void) { state.withLock { $0.wake = wake } }
}
