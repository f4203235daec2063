import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The word of a detached process to whoever started it, through descriptor 3. Said once; then the descriptor is closed.
public struct Readiness: Sendable {
    enum Answer: Hashable {
        case ready
        case failed(String)
        case silent
    }

    private static let descriptor: Int32 = 3

    private let isHeard: Bool

    /// To be made before anything else is opened: in a process that was not started by `Detach`, descriptor 3 is then no pipe, and
    /// nothing is ever written to it.
    public init() {
        var status = stat()
        isHeard = fstat(Self.descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
        if isHeard { _ = fcntl(Self.descriptor, F_SETFD, FD_CLOEXEC) }
    }

    public func ready() { say("ready") }
    public func failed(_ why: String) { say("failed " + Printable.text(why, limit: 1000)) }

    static func answer(_ bytes: [UInt8]) -> Answer {
        let line = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        if line == "ready" { return .ready }
        if line.hasPrefix("failed ") { return .failed(String(line.dropFirst(7))) }
        return .silent
    }

    private func say(_ line: String) {
        guard isHeard else { return }
        let bytes = Array((line + "\n").utf8)
        _ = write(Self.descriptor, bytes, bytes.count)
        close(Self.descriptor)
    }
}
