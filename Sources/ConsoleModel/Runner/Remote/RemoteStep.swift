import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An attempt at a step on another host. What carries it out there does not need us; here its output is fetched and its end waited
/// for, through as many links as it takes.
final class RemoteStep: StepExecution {
    private let link: HostLink
    private let files: AttemptFiles
    private let step: RunStep
    private let name: (run: String, step: Int, attempt: Int)
    private let timing: RunTiming
    private let mayStart: Bool
    private let log: Descriptor?
    private let meter: OutputMeter?
    private var session: SSHSession?
    private var frames: RemoteFrames?
    private var heard: [UInt8] = []
    private var isGreeted = false
    /// The session was begun before it was known that the link carries any; that is tried once.
    private var isGuess = false
    private var hasGuessed = false
    private var isFollowed = false
    private var received: Int
    private var isDropping = false
    private var retryAt = Duration.zero
    private var backoff: Backoff
    private var stopping: (signal: StopSignal, reason: StopReason)?
    private var end: StepEnd?
    private var news: [StepNews] = []
    private var isBroken = false
    private var isNew: Bool
    private var hasBegun = false
    /// Its end is known and all of its output is here.
    private var isComplete = false

    /// - Parameter mayStart: false for an attempt that is only to be ended: if it did not begin, it must not.
    init(
        _ files: AttemptFiles, _ step: RunStep, name: (run: String, step: Int, attempt: Int), over link: HostLink, timing: RunTiming,
        mayStart: Bool
    ) throws(SystemError) {
        self.link = link
        self.files = files
        self.step = step
        self.name = name
        self.timing = timing
        self.mayStart = mayStart
        try files.prepare(command: step.text)
        log = try? Descriptor(opening: files.output, O_WRONLY | O_APPEND | O_NOFOLLOW)
        meter = try? OutputMeter(path: files.output, from: files.outputStart, limit: timing.outputLimit)
        received = files.received
        backoff = Backoff(longest: timing.linkBackoff)
        isNew = mayStart && !files.wasSent
        if !mayStart, !files.wasSent { end = .neverRan }
    }

    var watched: [Descriptor] { session?.watched ?? [] }

    /// Why nothing is heard of it now.
    var obstacle: String? {
        guard !isFollowed, let words = link.trouble?.words ?? (files.wasSent ? "\(link.host): no answer yet" : nil) else { return nil }
        return words + (files.wasSent ? "; it may be running there" : "; nothing was started there")
    }

    /// The time it took to reach the host is not the command's.
    func takeBeginning() -> Bool {
        defer { hasBegun = false }
        return hasBegun
    }

    func takeNews() -> [StepNews] {
        defer { news = [] }
        return news
    }

    func poll() -> StepEnd? {
        let now = SystemClock.now().uptime
        meter?.advance()
        if end == nil, case .failed(let trouble) = link.state { giveUp(trouble.words) }
        if end == nil, session == nil { open(now) }
        if end == nil, let session { listen(to: session, now) }
        return end
    }

    func signal(_ signal: StopSignal, _ reason: StopReason) {
        stopping = (signal, reason)
        if !files.wasSent {
            end = .neverRan
        } else if isFollowed {
            tell()
        }
    }

    private func tell() {
        guard let stopping else { return }
        session?.send("\(stopping.signal == .term ? "TERM" : "KILL") \(stopping.reason == .timeout ? "timeout" : "operator")\n")
    }

    // MARK: The link

    private func open(_ now: Duration) {
        isGuess = !link.carriesSessions && link.mayCarrySessions && !hasGuessed
        hasGuessed = hasGuessed || isGuess
        guard now >= retryAt, link.carriesSessions || isGuess else {
            if let trouble = link.trouble { noteBroken(trouble.words) }
            return
        }
        do {
            heard = []
            isGreeted = false
            frames = nil
            session = try link.session(at: now)
        } catch { fail("\(error)") }
    }

    private func listen(to session: SSHSession, _ now: Duration) {
        let bytes = session.receive(at: now)
        if frames != nil {
            take(bytes)
        } else {
            isGreeted = isGreeted || heardGreeting(bytes)
            if isGreeted, let facts = link.facts { begin(session, facts) }
        }
        if end != nil {
            if !isComplete { self.session = nil }
            return
        }
        if bytes.isEmpty, let trouble = session.trouble(link.host) {
            // Nothing was lost that anybody had.
            if isGuess, !isGreeted { return self.session = nil }
            return broke(trouble.words, now)
        }
        if now - session.heardAt > timing.linkQuiet {
            session.kill()
            link.distrust(at: now)
            broke("\(link.host): the link is silent", now)
        }
    }

    /// Whatever login files print comes first.
    private func heardGreeting(_ bytes: [UInt8]) -> Bool {
        heard += bytes
        let lines = heard.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
        if heard.count > 1 << 16 { heard.removeFirst(heard.count - 1 << 16) }
        return lines.contains { $0.elementsEqual(RemoteScript.greeting.utf8) }
    }

    private func begin(_ session: SSHSession, _ facts: HostFacts) {
        guard let found = facts.base ?? (files.wasSent ? "" : nil) else {
            return fail("nothing can be written on \(link.host): its disks are full or read-only")
        }
        frames = RemoteFrames()
        do {
            let base = try files.remoteBase(choosing: found)
            if mayStart { try files.markSent() }
            session.send(
                RemoteScript.follow(
                    RemoteScript.Attempt(
                        base: base, run: name.run, step: name.step + 1, number: name.attempt, text: step.text, offset: received,
                        limit: (step.timeout + 999) / 1000 + 2, mayStart: mayStart, wasFollowed: files.wasFollowed,
                        inScope: facts.usesScope)))
        } catch { fail("\(error)") }
    }

    private func broke(_ words: String, _ now: Duration) {
        session = nil
        isFollowed = false
        retryAt = now + backoff.wait()
        noteBroken(words)
    }

    private func noteBroken(_ words: String) {
        guard !isBroken else { return }
        isBroken = true
        news.append(.linkBroke(host: link.host, reason: words, begun: files.wasSent))
    }

    // MARK: What it says

    private func take(_ bytes: [UInt8]) {
        do throws(RemoteFrames.Nonsense) {
            for frame in try frames?.take(bytes) ?? [] where end == nil { take(frame) }
        } catch {
            // Half a frame of a link that broke, or something else that speaks there.
            session?.kill()
        }
    }

    private func take(_ frame: RemoteFrame) {
        switch frame {
        case .following:
            isFollowed = true
            files.markFollowed()
            hasBegun = isNew
            isNew = false
            backoff.reset()
            if isBroken { news.append(.linkMended(host: link.host)) }
            isBroken = false
            tell()
        case .signOfLife: break
        case .output(let bytes): write(bytes)
        case .ended(let status, let size, let timedOut, let began): ended(status, size, timedOut, began)
        case .neverRan: end = .neverRan
        case .hidden(let reason): end = .cutOff(reason: "\(link.host): \(reason)")
        case .lost(let reason): report(.unknown(reason: "\(link.host): \(reason)"), size: received)
        case .failed(let reason): fail("\(link.host): \(reason)")
        }
    }

    private func ended(_ status: Int32, _ size: Int, _ timedOut: Bool, _ began: Bool) {
        let outcome: StepOutcome =
            timedOut
            ? .timedOut
            : began ? StepOutcome(shellStatus: status) : .error(reason: "\(link.host): its supervisor failed with exit \(status)")
        isComplete = began && !isDropping && received == size
        report(outcome, size: size)
    }

    func takeFarewell() -> RemoteFarewell? {
        guard isComplete, let session else { return nil }
        self.session = nil
        return RemoteFarewell(session, at: SystemClock.now().uptime)
    }

    private func write(_ bytes: [UInt8]) {
        received += bytes.count
        guard !isDropping else { return }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in log.map { append(buffer, from: done, to: $0) } ?? -1 }
            guard count > 0 else {
                isDropping = true
                news.append(.note("step \(name.step + 1): no room here for its output; all of it is on \(link.host) in \(remoteOutput)"))
                return
            }
            done += count
        }
    }

    private func append(_ buffer: UnsafeRawBufferPointer, from start: Int, to log: Descriptor) -> Int {
        var result: Int
        repeat {
            #if canImport(Glibc)
                result = Glibc.write(log.number, buffer.baseAddress?.advanced(by: start), buffer.count - start)
            #else
                result = Darwin.write(log.number, buffer.baseAddress?.advanced(by: start), buffer.count - start)
            #endif
        } while result < 0 && errno == EINTR
        return result
    }

    private var remoteOutput: String {
        let base = (try? files.remoteBase(choosing: "")) ?? ""
        return "\(base)/\(name.run)/\(name.step + 1).\(name.attempt)/out"
    }

    private func report(_ outcome: StepOutcome, size: Int) {
        let hash = isDropping ? nil : meter?.finish(at: files.outputStart + Int64(size))
        end = .ended(StepReport(outcome, outputBytes: size, outputHash: hash))
    }

    private func fail(_ reason: String) { report(.error(reason: reason), size: received) }

    /// The host will not let us in any more.
    private func giveUp(_ words: String) {
        if files.wasSent {
            noteBroken(words)
            end = .cutOff(reason: "\(words); the step goes on there, or is over; how, can be read when the host lets us in again")
        } else {
            fail("\(words); nothing was started there")
        }
    }
}
