import ConsoleModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Signals that ask a program without a screen to end: a loop around poll(2) learns of them. One at a time in a process, on one thread.
///
/// They are caught from the moment it exists: a source of Dispatch hears nothing until a thread of its own has come to register it, and
/// whoever presses Ctrl-C meanwhile would press it in vain.
final class EndSignals {
    private let pipe: DescriptorPipe
    private var taken: Int32?
    private let numbers: [Int32]

    /// - Throws: when the process has no descriptors left.
    init(_ numbers: [Int32]) throws(SystemError) {
        self.numbers = numbers
        pipe = try DescriptorPipe()
        for end in [pipe.reading, pipe.writing] { _ = fcntl(end.number, F_SETFL, O_NONBLOCK) }
        endSignalPipe = pipe.writing.number
        for number in numbers { signal(number, noteEndSignal) }
    }

    deinit {
        for number in numbers { signal(number, SIG_DFL) }
        endSignalPipe = -1
    }

    /// Readable once a signal has arrived, until `number` was looked at.
    var descriptor: Int32 { pipe.reading.number }

    /// The first that arrived.
    var number: Int32? {
        if let taken { return taken }
        var byte: UInt8 = 0
        if read(pipe.reading.number, &byte, 1) == 1 { taken = Int32(byte) }
        return taken
    }
}

/// A signal handler reaches nothing but globals: set before the handler is, and never while one can run.
nonisolated(unsafe) private var endSignalPipe: Int32 = -1

private func noteEndSignal(_ number: Int32) {
    let error = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(endSignalPipe, &byte, 1)
    errno = error
}
