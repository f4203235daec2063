import Dispatch
import LaunchCore
import NIOCore

/// Work that blocks or takes long, away from the event loop. Every piece has a thread of its own, so that none waits for another;
/// the caller sees to it that there are never many.
enum Aside {
    static func run<Value: Sendable>(
        _ label: String, on loop: any EventLoop, _ work: @escaping @Sendable () throws(Failure) -> Value
    ) -> EventLoopFuture<Value> {
        let promise = loop.makePromise(of: Value.self)
        // A serial queue of its own always gets a thread; the shared ones could all be held up.
        DispatchQueue(label: label).async {
            promise.completeWith(Result { () throws(Failure) in try work() })
        }
        return promise.futureResult
    }
}

extension EventLoopFuture where Value: Sendable {
    /// The value, without leaving the actor that asks: `get()` would go by way of another thread and back.
    func awaited(isolation: isolated (any _Concurrency.Actor)? = #isolation) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            whenComplete { continuation.resume(with: $0) }
        }
    }

    /// The same for a future that fails with nothing but `Failure`.
    func value(isolation: isolated (any _Concurrency.Actor)? = #isolation) async throws(Failure) -> Value {
        do { return try await awaited() } catch { throw error as? Failure ?? Failure(.other, Printable.text("\(error)", limit: 120)) }
    }

    /// The same future, failed at a deadline if nothing has come until then. What it waits for goes on.
    func before(_ deadline: Deadline, _ phase: String) -> EventLoopFuture<Value> {
        let promise = eventLoop.makePromise(of: Value.self)
        let timer = eventLoop.scheduleTask(deadline: deadline.at) { promise.fail(deadline.expired(phase)) }
        whenComplete { result in
            timer.cancel()
            promise.completeWith(result)
        }
        return promise.futureResult
    }
}
