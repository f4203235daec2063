#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One console that is attached to a terminal, as the terminal's holder sees it.
final class TerminalViewer {
    /// With more than this on its way the command waits.
    private static let crowded = 256 << 10

    let connection: Descriptor
    private(set) var isGone = false
    private var frames = TerminalFrames()
    private var outgoing: [UInt8]
    /// Since when it has taken nothing.
    private var stuckSince: Duration?

    /// - Parameter greeting: what it is shown first.
    init(_ connection: Descriptor, greeting: [UInt8]) {
        self.connection = connection
        outgoing = greeting
    }

    var isCrowded: Bool { outgoing.count > Self.crowded }
    var hasOutput: Bool { !outgoing.isEmpty }

    func show(_ bytes: [UInt8]) { outgoing += bytes }

    /// What it has typed and how large it is.
    func listen() -> [TerminalFrame] {
        errno = 0
        let bytes = connection.readSome(limit: TerminalFrame.limit)
        if bytes.isEmpty {
            if errno != EAGAIN { isGone = true }
            return []
        }
        do throws(TerminalFrames.Nonsense) { return try frames.take(bytes) } catch {
            isGone = true
            return []
        }
    }

    /// Sends what it will take. One that takes nothing for long is let go: the command is not held up for it.
    func send(at now: Duration, patience: Duration) {
        guard !outgoing.isEmpty, !isGone else { return }
        let count = write(connection.number, outgoing, outgoing.count)
        if count > 0 {
            outgoing.removeFirst(count)
            stuckSince = nil
        } else if count < 0, errno != EAGAIN, errno != EINTR {
            isGone = true
        } else if let since = stuckSince {
            if now - since > patience { isGone = true }
        } else {
            stuckSince = now
        }
    }
}
