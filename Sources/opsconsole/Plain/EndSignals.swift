import ConsoleModel
import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Signals that ask a program without a screen to end: a loop around poll(2) learns of them.
final class EndSignals {
    private final class Mark: Sendable {
        let pipe: DescriptorPipe
        let number = Atomic<Int32>(0)

        init() throws(SystemError) { pipe = try DescriptorPipe() }

        func take(_ signal: Int32) {
            guard number.compareExchange(expected: 0, desired: signal, ordering: .acquiringAndReleasing).exchanged else { return }
            var byte: UInt8 = 0
            _ = write(pipe.writing.number, &byte, 1)
        }
    }

    private let mark: Mark
    private let sources: [any DispatchSourceSignal]

    /// - Throws: when the process has no descriptors left.
    init() throws(SystemError) {
        let mark = try Mark()
        self.mark = mark
        sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { mark.take(number) }
            source.resume()
            return source
        }
    }

    /// Stays readable once a signal has arrived.
    var descriptor: Int32 { mark.pipe.reading.number }

    /// The first that arrived.
    var number: Int32? {
        let number = mark.number.load(ordering: .acquiring)
        return number == 0 ? nil : number
    }
}
