import ConsoleModel
import Dispatch

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Turns SIGTERM and SIGINT into a request to stop, and lets SIGHUP pass: an engine goes on when its terminal is gone.
final class StopSignals {
    private let sources: [any DispatchSourceSignal]

    init(_ stop: StopFlag) {
        signal(SIGHUP, SIG_IGN)
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { stop.set() }
            source.resume()
            return source
        }
    }
}
