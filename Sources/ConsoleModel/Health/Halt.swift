import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Tells every command under way to end: a pipe whose write end closes. Its read end is waited for with `poll(2)` beside the
/// command's own output.
final class Halt: Sendable {
    /// Readable once halted; negative, which `poll(2)` passes over, where no pipe could be had.
    let readEnd: CInt
    private let writeEnd: Mutex<CInt>
    /// Every command under way is in it.
    let commands = DispatchGroup()

    init() {
        let ends = Pipe.make()
        readEnd = ends?.read ?? -1
        writeEnd = Mutex(ends?.write ?? -1)
    }

    func halt() {
        writeEnd.withLock { end in
            if end >= 0 { close(end) }
            end = -1
        }
    }

    deinit {
        halt()
        if readEnd >= 0 { close(readEnd) }
    }
}

/// A pipe that no command inherits by accident.
enum Pipe {
    static func make() -> (read: CInt, write: CInt)? {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}
