import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A pipe that wakes a thread out of poll(2). However often it is signalled, one byte at most waits in it.
final class WakePipe: Sendable {
    private let pipe: DescriptorPipe
    private let isPending = Atomic(false)

    /// Becomes readable when signalled.
    var readEnd: Int32 { pipe.reading.number }

    init() throws(SystemError) {
        pipe = try DescriptorPipe()
        for end in [pipe.reading, pipe.writing] { _ = fcntl(end.number, F_SETFL, O_NONBLOCK) }
    }

    /// From any thread.
    func signal() {
        guard !isPending.exchange(true, ordering: .sequentiallyConsistent) else { return }
        var byte: UInt8 = 0
        _ = write(pipe.writing.number, &byte, 1)
    }

    /// What was signalled before this call is to be looked at after it.
    func drain() {
        var bytes: UInt64 = 0
        while read(pipe.reading.number, &bytes, 8) > 0 {}
        isPending.store(false, ordering: .sequentiallyConsistent)
    }
}
