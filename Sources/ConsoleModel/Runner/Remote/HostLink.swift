import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The connection to one host that a run's sessions share. It lives as long as its runner: the far side of its own session waits for
/// the end of a pipe that dies with the runner. Used from the runner's thread.
final class HostLink {
    /// closed -> opening -> open -> closed...; any -> failed, for good. The user's own connection is tried before another is opened.
    enum State {
        case closed(retryAt: Duration)
        case opening(SSHSession, heard: [UInt8], since: Duration)
        case open(SSHSession, HostFacts, heard: [UInt8])
        case failed(LinkTrouble)
    }

    let host: String
    private let program: SSHProgram
    private let socket: String
    private let timing: RunTiming
    private(set) var state: State
    private var backoff: Backoff
    private var sharing: SSHProgram.Sharing
    /// A shared connection of the user's that turned out to be dead is not used again.
    private var mayBorrow = true

    /// - Parameter socket: where the shared connection can be reached, at most 85 bytes.
    init(host: String, program: SSHProgram, socket: String, timing: RunTiming) {
        self.host = host
        self.program = program
        self.socket = socket
        self.timing = timing
        backoff = Backoff(longest: timing.linkBackoff)
        sharing = .opens(socket: socket)
        trouble = SSHProgram.refusal(of: host).map { LinkTrouble($0, isFinal: true) }
        state = trouble.map { .failed($0) } ?? .closed(retryAt: .zero)
    }

    /// What the probe said, while the link is open.
    var facts: HostFacts? { if case .open(_, let facts, _) = state { facts } else { nil } }

    /// Why it is not open; nil while it is, or before the first try came to its end.
    private(set) var trouble: LinkTrouble?

    var watched: [Descriptor] {
        switch state {
        case .opening(let session, _, _), .open(let session, _, _): session.watched
        case .closed, .failed: []
        }
    }

    /// Whether a session can be begun.
    var carriesSessions: Bool { if case .open = state { true } else { false } }

    /// Whether a session may come about: over the user's own connection, before it is known that he has one, since time counts.
    var mayCarrySessions: Bool { if case .opening = state { sharing == .users } else { false } }

    /// A new session over the link.
    func session(at now: Duration) throws(SystemError) -> SSHSession {
        let sharing = sharing == .users ? sharing : .uses(socket: socket)
        return try SSHSession(program, program.session(on: host, sharing), at: now)
    }

    /// Goes on with opening it, notices its end. To be called often while it is wanted.
    func poll(at now: Duration) {
        switch state {
        case .closed(let retryAt) where now >= retryAt: begin(now)
        case .closed, .failed: break
        case .opening(let session, let heard, let since): greet(session, heard + session.receive(at: now), since, now)
        case .open(let session, var facts, var heard):
            heard += session.receive(at: now)
            while let line = Self.line(of: &heard) { facts.take(line: line) }
            state = .open(session, facts, heard: heard.suffix(1 << 10))
            if let trouble = session.trouble(host) { close(trouble, now) }
        }
    }

    private static func line(of heard: inout [UInt8]) -> String? {
        guard let end = heard.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { heard.removeFirst(end + 1) }
        return String(decoding: heard[..<end], as: UTF8.self)
    }

    /// A session over it heard nothing for long, although it seems open.
    func distrust(at now: Duration) {
        guard case .open(let session, _, _) = state else { return }
        session.kill()
        if sharing == .users { mayBorrow = false }
        close(LinkTrouble("\(host): the link is silent", isFinal: false), now)
    }

    private func begin(_ now: Duration) {
        do {
            try open(mayBorrow ? .users : .opens(socket: socket), now)
        } catch { state = .failed(LinkTrouble("\(error)", isFinal: true)) }
    }

    private func open(_ sharing: SSHProgram.Sharing, _ now: Duration) throws(SystemError) {
        self.sharing = sharing
        unlink(socket)
        state = .opening(try SSHSession(program, program.session(on: host, sharing), at: now), heard: [], since: now)
    }

    private func greet(_ session: SSHSession, _ heard: [UInt8], _ since: Duration, _ now: Duration) {
        if let trouble = session.trouble(host) {
            guard sharing == .users else { return close(trouble, now) }
            // He has none, or it does not answer.
            mayBorrow = false
            return begin(now)
        }
        guard now - since < timing.linkQuiet, heard.count < 1 << 16 else {
            session.kill()
            if sharing == .users { mayBorrow = false }
            return close(LinkTrouble("\(host): no answer within \(timing.linkQuiet.launchText)", isFinal: false), now)
        }
        var heard = heard
        while let line = Self.line(of: &heard) {
            if line == RemoteScript.greeting {
                session.send(RemoteScript.probe)
            } else if let facts = HostFacts(line: line) {
                backoff.reset()
                trouble = nil
                state = .open(session, facts, heard: heard)
                return
            }
        }
        state = .opening(session, heard: heard, since: since)
    }

    private func close(_ trouble: LinkTrouble, _ now: Duration) {
        if case .users = sharing { mayBorrow = false }
        self.trouble = trouble
        state = trouble.isFinal ? .failed(trouble) : .closed(retryAt: now + backoff.wait())
    }
}
