import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A pipe that wakes a thread out of poll(2). However often it is signalled, one byte at most waits in it.
final class WakePipe: Sendable {
    /// Becomes readable when signalled.
    let readEnd: Int32
    private let writeEnd: Int32
    private let isPending = Atomic(false)

    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError("make", "a pipe") }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// From any thread.
    func signal() {
        guard !isPending.exchange(true, ordering: .sequentiallyConsistent) else { return }
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }

    /// What was signalled before this call is to be looked at after it.
    func drain() {
        var bytes: UInt64 = 0
        while read(readEnd, &bytes, 8) > 0 {}
        isPending.store(false, ordering: .sequentiallyConsistent)
    }
}
