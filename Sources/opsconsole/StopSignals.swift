import ConsoleModel
import Dispatch

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Turns SIGTERM and SIGINT into a request to stop, and lets SIGHUP pass: an engine goes on when its terminal is gone.
final class StopSignals {
    private let signals: EndSignals
    private let source: any DispatchSourceRead

    /// - Throws: when the process has no descriptors left.
    init(_ stop: StopFlag) throws(SystemError) {
        signal(SIGHUP, SIG_IGN)
        signals = try EndSignals([SIGTERM, SIGINT])
        let source = DispatchSource.makeReadSource(fileDescriptor: signals.descriptor, queue: .global())
        source.setEventHandler {
            stop.set()
            source.cancel()
        }
        source.resume()
        self.source = source
    }
}
