import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An attempt at a step on this host: a supervisor in a session of its own, which the command's end outlives in files. Starting it and
/// taking up what another runner started are the same.
final class LocalStep: StepExecution {
    private let files: AttemptFiles
    /// Nil where the output cannot be read: it is written all the same.
    private let meter: OutputMeter?
    private let supervisor: SpawnedProcess?
    private var watch: ProcessWatch?
    /// What it is being ended with; its whole group must be gone before it counts as ended.
    private var stopping: StopSignal?
    private var sent: StopSignal?
    private var sweptSince: Duration?
    private let grace: Duration
    /// It was begun by this object, and its command was not seen yet.
    private var isNew: Bool
    private var hasBegun = false
    /// The command had not begun when it was told to end, and now never will.
    private var isVoid = false

    struct Place {
        var supervisorScript: String
        /// The directory the command runs in.
        var root: String
        var environment: SpawnEnvironment
        var timing: RunTiming
        /// The umask of the command.
        var mask: mode_t
        /// The program that holds the terminal of an interactive command.
        var holder: String
    }

    /// Starts it unless somebody did before.
    convenience init(start files: AttemptFiles, _ step: RunStep, in place: Place) throws(SystemError) {
        try files.prepare(command: step.text)
        let supervisor = files.supervisor == nil ? try Self.spawn(files, step, in: place) : nil
        self.init(files, supervisor, timing: place.timing)
    }

    /// Takes it up. Nil where it was never started, and now never will be.
    convenience init?(takeUp files: AttemptFiles, timing: RunTiming) {
        if files.voidClaim() { return nil }
        self.init(files, nil, timing: timing)
    }

    private init(_ files: AttemptFiles, _ supervisor: SpawnedProcess?, timing: RunTiming) {
        grace = timing.grace
        self.files = files
        self.supervisor = supervisor
        isNew = supervisor != nil
        meter = try? OutputMeter(path: files.output, from: files.outputStart, limit: timing.outputLimit)
        watch = supervisor?.watch ?? files.supervisor.flatMap { $0.isAlive ? ProcessWatch($0.pid) : nil }
    }

    private static func spawn(_ files: AttemptFiles, _ step: RunStep, in place: Place) throws(SystemError) -> SpawnedProcess {
        let trouble = try Descriptor(opening: files.trouble, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, mode: files.modes.file)
        let null = try Descriptor(opening: "/dev/null", O_RDWR)
        // The runner ends it on time; the supervisor does if no runner is left by then.
        let limit = (step.timeout + 999) / 1000 + 2
        let arguments =
            [
                place.supervisorScript, "step", files.path, files.output, String(limit), place.root, String(place.mask, radix: 8),
                files.command,
            ] + (step.isInteractive ? [place.holder] : [])
        return try Spawn("/bin/sh", arguments, environment: place.environment, descriptors: [null, null, trouble]).start()
    }

    var watched: [Descriptor] { watch.map { [$0.descriptor] } ?? [] }

    func poll() -> StepEnd? {
        let supervisorIsGone = supervisor.map { $0.poll() != nil } ?? false
        meter?.advance()
        if isNew, files.group != nil { (isNew, hasBegun) = (false, true) }
        deliver()
        if isVoid { return .neverRan }
        switch files.standing(boot: BootIdentity.current) {
        case .underWay:
            // Only its command is left, which another process must be watched for.
            if let watch, PollSet.isReadable(watch.descriptor) { self.watch = files.group.flatMap { ProcessWatch($0.leader.pid) } }
            return nil
        case .unclaimed:
            return supervisorIsGone ? .ended(StepReport(.error(reason: "its supervisor failed: \(files.lastTrouble)"))) : nil
        case .neverRan: return .neverRan
        case .lost(let reason): return sweep() ? report(.unknown(reason: reason), end: nil) : nil
        case .ended(let status, let end): return hasLivingGroup ? nil : report(outcome(status), end: end)
        }
    }

    func signal(_ signal: StopSignal, _ reason: StopReason) {
        if reason == .timeout { files.markTimedOut() }
        stopping = signal
        deliver()
    }

    /// Until the command has begun its own time does not run.
    func takeBeginning() -> Bool {
        defer { hasBegun = false }
        return hasBegun
    }

    private func deliver() {
        guard let stopping, stopping != sent, !isVoid else { return }
        guard let group = files.group else { return isVoid = files.voidCommand() }
        group.signal(stopping == .term ? SIGTERM : SIGKILL)
        sent = stopping
    }

    /// Nobody can judge any more what a lost command left running: it is ended. True when nothing is left.
    private func sweep() -> Bool {
        guard let group = files.group, group.isAlive else { return true }
        let now = SystemClock.now().uptime
        if let sweptSince {
            if now - sweptSince > grace { group.signal(SIGKILL) }
        } else {
            sweptSince = now
            group.signal(SIGTERM)
        }
        return false
    }

    private var hasLivingGroup: Bool { stopping != nil && files.group?.isAlive == true }

    private func outcome(_ status: Int32) -> StepOutcome {
        if files.timedOut { return .timedOut }
        if files.group == nil { return .error(reason: "its supervisor failed: \(files.lastTrouble)") }
        return StepOutcome(shellStatus: status)
    }

    private func report(_ outcome: StepOutcome, end: Int64?) -> StepEnd {
        guard let meter else { return .ended(StepReport(outcome)) }
        meter.advance(to: end ?? .max)
        let hash = meter.finish(at: end ?? meter.position)
        return .ended(StepReport(outcome, outputBytes: meter.bytes, outputHash: hash))
    }
}
