import Foundation

/// Runs what blocks on a thread of its own. Swift's cooperative pool has as many threads as the machine has cores: two tests that wait
/// in it for a real process would starve every asynchronous test beside them.
public func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
}
