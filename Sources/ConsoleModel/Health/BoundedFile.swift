import LaunchCore
import NIOCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads one small file again and again, each time whole. Blocks no one but itself where the file lies on a mount that hangs. Runs
/// on the poller's event loop.
actor BoundedFile {
    struct Content: Sendable {
        var bytes: [UInt8]
        var modified: Moment
    }

    nonisolated let path: String
    nonisolated let limit: Int
    nonisolated let loop: any EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }
    /// A read that has not come back; another would only block one more thread.
    private var underWay: EventLoopFuture<Content>?

    init(_ path: String, limit: Int, on loop: any EventLoop) {
        (self.path, self.limit, self.loop) = (path, limit, loop)
    }

    func read(before deadline: Deadline) async throws(Failure) -> Content {
        try await readOnce().before(deadline, "reading \(path)").value()
    }

    private func readOnce() -> EventLoopFuture<Content> {
        if let underWay { return underWay }
        let reading = Aside.run("file", on: loop) { [path, limit] () throws(Failure) in try Self.blockingRead(path, limit: limit) }
        underWay = reading
        reading.whenComplete { _ in self.assumeIsolated { $0.underWay = nil } }
        return reading
    }

    private static func blockingRead(_ path: String, limit: Int) throws(Failure) -> Content {
        let file: Descriptor
        do {
            // Without O_NONBLOCK a named pipe in its place would be waited for.
            file = try Descriptor(opening: path, O_RDONLY | O_NONBLOCK)
        } catch {
            throw error.number == ENOENT ? Failure(.missing, "there is no \(path)") : Failure(errno: error.number, path)
        }
        var status = stat()
        guard fstat(file.number, &status) == 0 else { throw Failure(errno: errno, path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(.other, "\(path) is no regular file") }
        // One byte more tells whether there is more.
        let bytes = file.contents(limit: min(limit, max(0, Int(status.st_size))) + 1)
        guard bytes.count <= limit else { throw Failure(.tooLarge, "\(path) is larger than \(limit / 1024) KiB") }
        return Content(bytes: bytes, modified: status.modified)
    }
}

extension stat {
    fileprivate var modified: Moment {
        #if canImport(Glibc)
            let time = st_mtim
        #else
            let time = st_mtimespec
        #endif
        return Moment(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
