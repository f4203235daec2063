import LaunchCore
import NIOCore

/// When one look at a source must be over, all its parts together.
struct Deadline: Sendable {
    let at: NIODeadline
    let length: Duration

    init(_ length: Duration) {
        self.length = length
        at = .now() + length.timeAmount
    }

    var remaining: TimeAmount { Swift.max(.nanoseconds(0), at - .now()) }

    /// - Parameter phase: what was being waited for: `connecting to 10.0.0.1:80`.
    func expired(_ phase: String) -> Failure { Failure(.timeout, "no answer within \(length.launchText): \(phase)") }
}

extension Duration {
    var timeAmount: TimeAmount {
        let parts = components
        return .nanoseconds(parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000)
    }
}
