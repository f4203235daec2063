#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes lines, each as soon as it is said, and never gets stuck in it: a signal that asks for the end goes before a reader who is slow.
struct LineWriter {
    enum Outcome { case written, gone, asked }

    let output: Int32
    /// Readable when the end is asked for.
    let end: Int32

    /// As much as a pipe takes in one piece where it is writable at all.
    private static let piece = 4096

    func write(_ lines: [String]) -> Outcome {
        var bytes = Array(lines.map { $0 + "\n" }.joined().utf8)[...]
        while !bytes.isEmpty {
            let ready = wait()
            guard ready == .written else { return ready }
            let written = bytes.prefix(Self.piece).withUnsafeBytes { Self.system(output, $0) }
            if written > 0 {
                bytes = bytes.dropFirst(written)
            } else if written < 0, errno != EINTR, errno != EAGAIN {
                return .gone
            }
        }
        return .written
    }

    private func wait() -> Outcome {
        var polled = [pollfd(fd: end, events: Int16(POLLIN), revents: 0), pollfd(fd: output, events: Int16(POLLOUT), revents: 0)]
        while poll(&polled, 2, -1) < 0, errno == EINTR {}
        if polled[0].revents != 0 { return .asked }
        return polled[1].revents & Int16(POLLERR | POLLNVAL) != 0 ? .gone : .written
    }

    private static func system(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }
}
