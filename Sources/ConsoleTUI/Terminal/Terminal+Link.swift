import CNCurses

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What lies between here and the terminal: how much of it is taken, and what the terminal is asked to find out.
extension Terminal {
    /// Bytes that a picture of news may have; nil where the link takes any. On a slow one keys come first.
    public var newsRoom: Int? { link.newsRoom }

    public func newsDelay(at uptime: Duration) -> Duration {
        let delay = link.newsDelay(at: uptime)
        return delay > .zero ? delay : link.newsDelay(at: uptime, waiting: cn_waiting())
    }

    /// Terminals that, by their descriptions, tell where their cursor is, tell as well that they are alive.
    static var answers: Bool {
        var bytes = [CChar](repeating: 0, count: 16)
        let count = cn_capability("u7", &bytes, bytes.count)
        return bytes.prefix(count).map { UInt8(bitPattern: $0) } == Array("\u{1b}[6n".utf8)
    }

    /// Tells the gauge what was handed over since the last time.
    func gauge(isNews: Bool, at uptime: Duration) {
        if link.sent(Int(cn_queued()) - gauged, isNews: isNews, at: uptime) { ask() }
        gauged = Int(cn_queued())
        decoder.expectsAnswer = link.owed > 0
    }

    /// Tells the gauge what answers came.
    func hear(at uptime: Duration) {
        for _ in 0..<decoder.takeAnswers() where link.answered(at: uptime) {
            ask()
            gauged = Int(cn_queued())
            flush()
        }
        decoder.expectsAnswer = link.owed > 0
    }

    private func ask() {
        let question = Array("\u{1b}[5n".utf8)
        cn_send(question, question.count)
    }

    /// Waits, a second at most, until the answers that are still to come have come: whoever has the terminal next is not to read them.
    /// What is typed meanwhile is for nobody.
    func awaitAnswers() {
        var bytes = [UInt8](repeating: 0, count: 4096)
        var owed = link.owed
        var left = link.isKnown ? 1000 : 300
        while owed > 0, left > 0, !isGone {
            flush()
            var typed = pollfd(fd: cn_input_descriptor(), events: Int16(POLLIN), revents: 0)
            if poll(&typed, 1, 10) < 1 { left -= 10 }
            let count = cn_read(&bytes, bytes.count)
            guard count >= 0 else { break }
            _ = decoder.feed(bytes[..<count], at: .zero)
            owed -= decoder.takeAnswers()
        }
        link.forget()
        decoder.expectsAnswer = false
    }
}
