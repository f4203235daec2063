import NIOCore

extension EventLoopFuture where Value: Sendable {
    /// The value, without leaving the actor that asks: `get()` would go by way of another thread and back.
    func awaited(isolation: isolated (any Actor)? = #isolation) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            whenComplete { continuation.resume(with: $0) }
        }
    }
}
