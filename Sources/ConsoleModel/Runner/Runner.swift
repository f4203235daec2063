import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Carries out one run: performs what its `RunMachine` asks for and tells the machine what happened. One thread uses it; nothing but
/// its own death stops it before the run has ended or waits for an operator.
final class Runner {
    let run: String
    let setting: RunnerSetting
    let files: RunFiles
    let recorder: RunRecorder
    private let journal: any RunJournal
    private let holder: Lease.Holder
    private let starter: StepStarter
    private let answers: Mailbox<(step: Int, answer: VerifyAnswer)>
    private var lock: RunLock?
    private var machine: RunMachine?
    private var execution: (any StepExecution)?
    private var end: RunEnd?
    private var farewells: [RemoteFarewell] = []
    private var nextLook = Duration.zero
    private var nextBeat = Duration.zero
    private var taken: Run?
    private var choice: ResumeChoice?

    init(run: String, setting: RunnerSetting, journal: any RunJournal) throws(RunnerError) {
        self.run = run
        self.setting = setting
        self.journal = journal
        files = RunFiles(setting.folder, run: run)
        starter = StepStarter(run: run, setting: setting, files: files)
        holder = Lease.Holder(pid: getpid(), host: setting.host, since: SystemClock.moment())
        do {
            _ = try setting.folder.makeRun(run)
            answers = try Mailbox()
        } catch let error as SystemError {
            throw .system(error)
        } catch { throw .journal("\(error)") }
        recorder = RunRecorder(
            journal: journal, run: run, actor: Actor(role: .runner, name: "runner", host: setting.host), files: files)
    }

    // MARK: Taking up

    /// Takes the run for this process and records that it did: the first heartbeat.
    func takeUp() throws(RunnerError) {
        do {
            lock = try RunLock.acquire(files.lock, as: holder, mode: files.modes.file)
            guard lock != nil else { throw RunnerError.taken(run) }
            try files.prepare()
        } catch let error as SystemError {
            throw .system(error)
        } catch { throw error as? RunnerError ?? .journal("\(error)") }
        let decided = try recordedRun()
        let now = SystemClock.moment()
        // What an earlier runner could not record comes first: more may have happened than the operator knew.
        recorder.flush(at: now)
        var found: Run?
        do {
            try journal.append(by: recorder.actor, at: now) { state in
                found = state.run(run)
                guard let found, !found.state.isOver else { return [] }
                return [.runStarted(run: run, pid: getpid(), host: setting.host)]
            }
        } catch { throw .journal("\(error)") }
        guard let found else { throw .noSuchRun(run) }
        if found.state.isOver { throw .over(run) }
        taken = found
        choice = Self.choice(decided, found)
        machine = RunMachine(run: found, timing: setting.timing)
    }

    private func recordedRun() throws(RunnerError) -> Run? {
        do { return try journal.newestState().run(run) } catch { throw .journal("\(error)") }
    }

    /// What the operator decided, unless that was about another step than the one the run turns out to stand at.
    private static func choice(_ decided: Run?, _ found: Run) -> ResumeChoice? {
        let choice = found.resume ?? decided?.resume
        if let decided, decided.firstUnfinished != found.firstUnfinished, choice == .retry || choice == .skip { return nil }
        return choice
    }

    /// Waits until no other run of the launch goes on, and ends those that lost their runner: a rollback is only requested when all
    /// others are aborted. Ending a run needs no turn.
    func waitForTurn() throws(RunnerError) -> RunLock? {
        if choice == .abort { return nil }
        let deadline = SystemClock.now().uptime + setting.timing.turnPatience
        do {
            while true {
                let turn = try RunLock.acquire(setting.folder.runnerLock, as: holder, mode: files.modes.file)
                if let turn, endOthers() { return turn }
                guard SystemClock.now().uptime < deadline else { break }
                PollSet.wait([], atMost: .milliseconds(20))
                lock?.beat()
            }
        } catch { throw .system(error) }
        note("the runner of another run does not end; going on beside it")
        return nil
    }

    /// True when all others are over.
    private func endOthers() -> Bool {
        // Without a journal nothing is known of others, and waiting would not help.
        guard let runs = try? journal.newestState().runs.filter({ $0.id != run && !$0.state.isOver }) else { return true }
        for other in runs {
            guard let ending = try? Runner(run: other.id, setting: setting, journal: journal), (try? ending.takeUp()) != nil else {
                continue
            }
            ending.choice = .abort
            _ = ending.carryOut()
        }
        return runs.isEmpty
    }

    // MARK: Carrying out

    func carryOut() -> RunEnd {
        guard let taken else { return .interrupted }
        starter.prepare(for: taken.steps.dropFirst(taken.firstUnfinished).map(\.step))
        tell { machine, now in machine.begin(taken, choice: choice, at: now) }
        while end == nil {
            look()
            if end == nil { wait() }
        }
        recordTheRest()
        lock = nil
        return end ?? .interrupted
    }

    private func tell(_ event: (inout RunMachine, Now) -> [RunAction]) {
        guard var machine else { return }
        let actions = event(&machine, SystemClock.now())
        self.machine = machine
        for action in actions { perform(action) }
    }

    private func look() {
        starter.poll(at: SystemClock.now().uptime)
        let current = execution
        let finished = current?.poll()
        for news in current?.takeNews() ?? [] { tell(news) }
        if current?.takeBeginning() == true { tell { machine, now in machine.began(at: now) } }
        if let finished { ended(finished) }
        for letter in answers.take() where letter.step == machine?.position {
            tell { machine, now in machine.answered(letter.answer, at: now) }
        }
        let now = SystemClock.now()
        if now.uptime >= nextLook {
            nextLook = now.uptime + setting.timing.tick
            recorder.flush(at: now.wall)
            sayFarewells()
            // With records of our own still on their way the journal tells of the past.
            if !recorder.isBehind, let choice = (try? journal.newestState())?.run(run)?.resume {
                tell { machine, now in machine.chose(choice, at: now) }
            }
        }
        if now.uptime >= nextBeat {
            nextBeat = now.uptime + .seconds(1)
            lock?.beat()
        }
        tell { [execution] machine, now in
            machine.obstacle = execution?.obstacle
            return machine.tick(at: now)
        }
    }

    private func wait() {
        let now = SystemClock.now().uptime
        let next = min(machine?.deadline ?? nextLook, nextLook, nextBeat)
        PollSet.wait([answers.watched] + starter.watched + (execution?.watched ?? []), atMost: max(.zero, next - now))
    }

    private func ended(_ finished: StepEnd) {
        let farewell = execution?.takeFarewell()
        execution = nil
        tell { [files] machine, now in
            switch finished {
            case .ended(let report): machine.ended(Self.judged(report, machine, files), at: now)
            case .neverRan: machine.neverRan(at: now)
            case .cutOff(let reason): machine.cutOff(reason, at: now)
            }
        }
        farewells += farewell.map { [$0] } ?? []
        sayFarewells()
    }

    private func sayFarewells() {
        // What is not in the journal yet, a runner after this one reads there once more.
        if !recorder.isBehind { for farewell in farewells { farewell.say() } }
        farewells.removeAll { $0.isOver(at: SystemClock.now().uptime) }
    }

    /// Waits for what is being removed on other hosts, for a moment: the run is over, and nobody waits for this runner.
    func takeLeave() {
        let deadline = SystemClock.now().uptime + Self.leavePatience
        while !farewells.isEmpty, SystemClock.now().uptime < deadline {
            sayFarewells()
            if !farewells.isEmpty { PollSet.wait([], atMost: .milliseconds(20)) }
        }
    }

    private static let leavePatience: Duration = .seconds(2)

    /// Of a command that verifies, what it saw is what counts; of one in a terminal far away, whether ssh can know how it ended.
    private static func judged(_ report: StepReport, _ machine: RunMachine, _ files: RunFiles) -> StepReport {
        guard machine.steps.indices.contains(machine.position) else { return report }
        let step = machine.steps[machine.position]
        if step.kind == .verifyCommand { return RepeatedCommand.judge(report, log: files.log(step: machine.position)) }
        guard step.isInteractive, let host = step.host, report.outcome == .exit(code: SSHProgram.lost) else { return report }
        var report = report
        report.outcome = .unknown(reason: "\(host): the link broke or never came about; it may be running there")
        return report
    }

    private func perform(_ action: RunAction) {
        switch action {
        case .record(let event): recorder.append(withOutput(event), at: SystemClock.moment())
        case .start(let step, let attempt):
            begin({ .error(reason: "\($0)") }) { starter, steps throws(SystemError) in
                try starter.start(steps[step], step, attempt: attempt)
            }
        case .takeUp(let step, let attempt):
            begin({ .unknown(reason: "it cannot be looked at: \($0)") }) { starter, steps throws(SystemError) in
                try starter.takeUp(steps[step], step, attempt: attempt)
            }
        case .signal(let signal, let reason): execution?.signal(signal, reason)
        case .verify(let step, let since): ask(step, since)
        case .leave(let end): self.end = end
        }
    }

    /// An attempt that was given up, or whose end nobody can know, left what it had said until then: the record says how much, too.
    private func withOutput(_ event: LaunchEvent) -> LaunchEvent {
        guard case .stepFinished(let run, let step, let attempt, let outcome, let took, 0, nil) = event,
            let kept = files.attempt(step: step, attempt).kept
        else { return event }
        return .stepFinished(
            run: run, step: step, attempt: attempt, outcome: outcome, took: took, outputBytes: kept.bytes, outputHash: kept.hash)
    }

    private func begin(_ failure: (String) -> StepOutcome, _ start: (StepStarter, [RunStep]) throws(SystemError) -> any StepExecution) {
        do {
            execution = try start(starter, machine?.steps ?? [])
        } catch { execution = EndedStep(.ended(StepReport(failure("\(error)")))) }
    }

    private func ask(_ index: Int, _ since: Moment) {
        guard let step = machine?.steps[index] else { return }
        let verifier = setting.verifier
        let answers = answers
        Task.detached { answers.put((index, await verifier.verify(step, since: since))) }
    }

    private func tell(_ news: StepNews) {
        let step = machine?.position ?? 0
        let event: LaunchEvent =
            switch news {
            case .note(let text): .noteAdded(text: text)
            case .linkBroke(let host, let reason, let begun): .linkBroke(run: run, step: step, host: host, reason: reason, begun: begun)
            case .linkMended(let host): .linkMended(run: run, step: step, host: host)
            }
        recorder.append(event, at: SystemClock.moment())
    }

    private func note(_ text: String) { recorder.append(.noteAdded(text: text), at: SystemClock.moment()) }

    /// A journal that could not be written may become writable again: the runner stays for that, bounded.
    private func recordTheRest() {
        let deadline = SystemClock.now().uptime + setting.timing.recordPatience
        while recorder.isBehind, SystemClock.now().uptime < deadline {
            PollSet.wait([], atMost: .milliseconds(500))
            lock?.beat()
            recorder.flush(at: SystemClock.moment())
        }
    }
}
