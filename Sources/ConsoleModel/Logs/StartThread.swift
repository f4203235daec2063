#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Starts a thread of its own for work that blocks.
func startThread(_ work: @escaping @Sendable () -> Void) throws(SystemError) {
    let body = Unmanaged.passRetained(ThreadBody(work))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    defer { pthread_attr_destroy(&attributes) }
    #if canImport(Glibc)
        var thread = pthread_t()
        let result = pthread_create(&thread, &attributes, { runThread($0) }, body.toOpaque())
    #else
        var thread: pthread_t?
        let result = pthread_create(&thread, &attributes, { runThread($0) }, body.toOpaque())
    #endif
    guard result == 0 else {
        body.release()
        throw SystemError("start", "a thread", number: result)
    }
}

/// Lets the other threads of this process, which answer keys, go before the one that calls it. Where a thread cannot be told apart from its process
/// (everywhere but on Linux) nothing changes.
func giveWay() {
    #if os(Linux)
        // Linux takes 0 for the calling thread, against POSIX.
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5)
    #endif
}

private final class ThreadBody {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
}

private func runThread(_ body: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let body { Unmanaged<ThreadBody>.fromOpaque(body).takeRetainedValue().work() }
    return nil
}
