import Dispatch
import Synchronization

/// Starts engines and runners on a thread that may wait, and tells the loop what went wrong.
public final class BackgroundStarts: Sendable {
    private struct State {
        var problems: [String] = []
        var engineIsStarting = false
    }

    private let queue = DispatchQueue(label: "starts")
    private let state = Mutex(State())
    private let pipe: WakePipe

    /// - Throws: when the process has no descriptors left.
    public init() throws(SystemError) { pipe = try WakePipe() }

    /// Readable when there is a problem to take.
    public var wakeDescriptor: Int32 { pipe.readEnd }

    public func start(_ runners: [RunnerStart]) {
        for runner in runners {
            queue.async { self.noting { try runner.start() } }
        }
    }

    /// One start at a time, however often it is asked for.
    public func startEngine(_ launch: OpenLaunch) {
        guard
            !state.withLock({ state in
                defer { state.engineIsStarting = true }
                return state.engineIsStarting
            })
        else { return }
        let start = launch.engineStart
        queue.async {
            self.noting { try start.start() }
            self.state.withLock { $0.engineIsStarting = false }
        }
    }

    public func takeProblems() -> [String] {
        pipe.drain()
        return state.withLock { state in
            defer { state.problems = [] }
            return state.problems
        }
    }

    private func noting(_ work: () throws -> Void) {
        do { try work() } catch {
            state.withLock { $0.problems.append("\(error)") }
            pipe.signal()
        }
    }
}
