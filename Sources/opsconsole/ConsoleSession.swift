import ConsoleModel
import ConsoleTUI
import LaunchCore

/// One console on a launch: reads the journal and the live samples, tails the logs, turns keys into commands, and draws. It may die
/// at any moment and loses nothing. Main thread only.
final class ConsoleSession {
    let launch: OpenLaunch
    private let source: SnapshotSource
    private let logs: LogStore
    private let view: LogView
    private var record = RecordView(reading: PatternReader.test)
    private var ownKeys: OwnKeys
    private let watch: FileWatch?
    private let outputs: RunOutputs
    private let background: BackgroundStarts
    private let sourceWatch: SourceWatch
    private let preflight: PreflightWatch
    private let paths: PathLook
    private var screen: ScreenState
    private var snapshot: Snapshot
    private var lastSeq: Int64
    private var alarms: Alarms
    /// A store's bell rang, or may have without being heard.
    private var isRung = true
    /// Something shown changed since the last picture.
    private var isStale = true
    /// It is not only a matter of the screen itself, the logs, the record or a run's output: the snapshot is to be made anew.
    private var isOld = true
    private var picture = LastPicture()
    /// Keys were taken since the last picture: it is theirs.
    private var isForKeys = false
    /// The operator asked for other lines of the logs than are shown.
    private var wantsLogs = true
    private var shownRoom: LogRoom?
    /// The second of the wall clock that is shown.
    private var shownSecond: Int64 = 0
    /// The beat of the wall clock in which was looked around.
    private var lastBeat: Int64 = 0
    private let readOnly: Bool
    private(set) weak var terminal: Terminal?
    /// The operator left it to begin a new launch from the same file.
    private(set) var beginsAnew = false
    private var themes: ThemeSwitch
    /// Of the theme in force.
    var themeName: String { themes.name }
    /// Whether ticks go back into the Markdown.
    private let writesTicks: Bool

    /// How often what no file tells of is looked at: the engine's lease, other operators, dead runners, the plan on disk.
    /// Beats fall on whole and half seconds, so that a look and the turning of the clocks wake the console once.
    private static let beat: Int64 = 500

    /// - Parameters:
    ///   - logs: follows the plan's local files already.
    ///   - keys: the operator's own, where there are any.
    init(
        _ launch: OpenLaunch, logs: LogStore, readOnly: Bool, themes: ThemeLibrary, theme: String = ThemeLibrary.standard,
        keys: BackgroundValue<KeyBindings>? = nil, size: Size, writesTicks: Bool = false, tour: [TourStep] = []
    ) throws {
        ownKeys = OwnKeys(keys)
        self.writesTicks = writesTicks
        self.launch = launch
        self.readOnly = readOnly
        self.themes = ThemeSwitch(themes, inForce: theme)
        source = try SnapshotSource(launch)
        source.readOnly = readOnly
        self.logs = logs
        if launch.mayRunCommands { logs.allowCommands() }
        for source in launch.plan.logs where !source.isLocalFile { logs.add(source) }
        view = LogView(logs, names: launch.plan.logs.map(\.name))
        watch = try? FileWatch(launch.folder.bells)
        outputs = RunOutputs(folder: launch.folder, logs: logs, logNames: launch.plan.logs.map(\.name))
        background = try BackgroundStarts()
        sourceWatch = SourceWatch(launch)
        let environment = SpawnEnvironment.inherited.without(launch.plan.redact)
        preflight = try PreflightWatch(Preflight(folder: launch.folder, environment: environment))
        paths = try PathLook(home: ProcessFacts.environment()["HOME"])
        snapshot = source.snapshot()
        lastSeq = snapshot.state.seq
        alarms = Alarms(after: snapshot)
        screen = ScreenState(
            plan: launch.plan, state: launch.state, width: size.width, height: size.height, themes: themes.names,
            readPattern: PatternReader.read)
        screen.guide(through: tour, snapshot)
        if !readOnly, launch.state.finished == nil, !launch.engine.alive { background.startEngine(launch) }
    }

    /// Runs until the operator leaves, the terminal is gone or a signal asks for the end.
    func run(on terminal: Terminal) -> TerminalLoop.Ending {
        self.terminal = terminal
        var wakeups = [logs.wakeDescriptor, background.wakeDescriptor, preflight.wakeDescriptor, paths.wakeDescriptor]
        if let watch { wakeups.append(watch.fileDescriptor) }
        if let descriptor = ownKeys.wakeDescriptor { wakeups.append(descriptor) }
        var loop = TerminalLoop(display: terminal, wakeups: wakeups, clock: { SystemClock.now().uptime })
        let handlers = TerminalLoop.Handlers(
            onKeys: { self.take($0) }, onWake: { self.wake($0) }, timeout: { self.untilNextLook() }, draw: { _ in self.draw() },
            isFlooded: { self.logs.isFlooded }, work: { self.work() })
        defer {
            logs.close()
            preflight.look(nil)
        }
        return loop.run(handlers)
    }

    // MARK: News

    private func wake(_ descriptor: Int32) -> TerminalLoop.Flow {
        if descriptor == logs.wakeDescriptor {
            logs.drainWake()
            isStale = true
        }
        if descriptor == ownKeys.wakeDescriptor { ownKeys.drainWake() }
        if descriptor == background.wakeDescriptor { report(background.takeProblems()) }
        if descriptor == preflight.wakeDescriptor {
            preflight.drainWake()
            isStale = true
        }
        if descriptor == paths.wakeDescriptor {
            paths.drainWake()
            isStale = true
        }
        if let watch, descriptor == watch.fileDescriptor {
            watch.drain()
            isRung = true
        }
        return .goOn
    }

    /// A slice of what is being looked for in the logs.
    private func work() -> Bool {
        guard view.hasWork || record.hasWork else { return false }
        if view.hasWork { view.work(for: .milliseconds(4)) }
        if record.hasWork { record.work(for: .milliseconds(4), source: launch.journal, plan: launch.plan) }
        isStale = true
        return true
    }

    private func untilNextLook() -> Duration {
        .milliseconds(Self.beat - SystemClock.now().wall.milliseconds % Self.beat)
    }

    private func lookAround(_ now: Moment) {
        let beat = now.milliseconds / Self.beat
        guard beat != lastBeat else { return }
        lastBeat = beat
        isRung = true
        if source.lookAround() { isOld = true }
        screen.tick(now)
        followThemes()
        if launch.mayRunCommands { logs.allowCommands() }
        let notices = sourceWatch.look(launch)
        if notices != source.notices || sourceWatch.changes != source.changes {
            source.notices = notices
            source.changes = sourceWatch.changes
            isOld = true
        }
        guard !readOnly else { return }
        do { try launch.recordInterruptions() } catch {
            source.notices.append("\(error)")
            isOld = true
        }
        // Whoever stopped the engine on purpose, or had it end because nothing was left to watch, wants it stopped.
        if !launch.engine.alive, launch.state.finished == nil, launch.state.engine?.stopped == nil { background.startEngine(launch) }
    }

    private func followThemes() {
        guard let news = themes.follow(on: terminal) else { return }
        if let names = news.names { screen.offer(themes: names) }
        if let problem = news.problem { screen.warn("\(problem); the theme stays as it was", now: snapshot.now.wall) }
        isStale = true
    }

    private func readStores() {
        guard isRung else { return }
        isRung = false
        do { if try source.refresh() == .state { isOld = true } } catch {
            source.notices = ["\(error)"]
            isOld = true
        }
    }

    /// Nil while what the screen shows is still so.
    private func draw() -> Grid? {
        let now = SystemClock.now().wall
        use(ownKeys.take())
        lookAround(now)
        readStores()
        let second = now.milliseconds / 1000
        if second != shownSecond || launch.state.seq != snapshot.state.seq || launch.plan.digest != snapshot.plan.digest { isOld = true }
        guard isStale || isOld else { return nil }
        let previous = snapshot
        outputs.follow(launch.state)
        if isOld { snapshot = source.snapshot() }
        (isStale, isOld, shownSecond) = (false, false, second)
        snapshot.keys = screen.table.changedKeys
        readLogs(after: previous)
        preflight.look(screen.wantedPreflight(snapshot))
        snapshot.preflight = preflight.findings
        paths.look(screen.wantedDirectory)
        snapshot.paths = paths.listing
        readRecord()
        if snapshot.state.seq != lastSeq {
            markLogs(since: lastSeq)
            writeTicks(since: lastSeq)
            lastSeq = snapshot.state.seq
            screen.observe(previous: previous, current: snapshot)
            alert(previous, snapshot)
        }
        terminal?.title = "\(snapshot.verdict.word.rawValue) · \(snapshot.plan.name)"
        return Screen.draw(snapshot, screen, after: &picture)
    }

    /// On a slow link a key's picture holds what the key changed, and no page of a flood before it; that comes when there is room. Behind
    /// a dialog a page scrolls by no cheap way: there it stands still.
    private func readLogs(after previous: Snapshot) {
        let room = screen.logRoom(snapshot), newsRoom = terminal?.newsRoom
        let isSame = shownRoom.flatMap { shown in room.map(shown.isLike) } ?? false
        let keepsLogs = newsRoom != nil && (isForKeys || screen.isCovered) && !wantsLogs && isSame
        if keepsLogs {
            (snapshot.logs, snapshot.logPage, isStale) = (previous.logs, previous.logPage, true)
        } else {
            snapshot.logs = outputs.logTails(screen.wantedLogLines(snapshot))
            snapshot.logPage = room.map { view.page(height: $0.height, width: $0.width, rows: $0.rows, most: $0.most(in: newsRoom)) }
            (shownRoom, wantsLogs) = (room, false)
        }
        let isKept = keepsLogs && isForKeys
        snapshot.runOutput =
            isKept ? previous.runOutput : outputs.runTails().mapValues { $0.shortened(to: newsRoom, width: screen.width) }
        isForKeys = false
    }

    private func readRecord() {
        snapshot.recordPage = screen.recordRoom(snapshot).map {
            record.page(height: $0, newest: snapshot.state.seq, source: launch.journal, plan: launch.plan)
        }
    }

    /// What happens in the launch is seen among the lines of its logs.
    private func markLogs(since seq: Int64) {
        for record in snapshot.records where record.seq > seq {
            guard let text = LogMarker.text(record, plan: launch.plan) else { continue }
            logs.mark(text, in: Set(launch.plan.logs.map(\.name)))
        }
    }

    /// Every operator's ticks are written, a script's too: the plan is to say what the record says.
    private func writeTicks(since seq: Int64) {
        guard writesTicks, snapshot.records.contains(where: { $0.seq > seq && TickMirror.concerns($0.event) }) else { return }
        do { try TickMirror.write(launch) } catch { refuse(Refusal("ticks are not written: \(error.message)", instead: "")) }
    }

    private func alert(_ before: Snapshot, _ after: Snapshot) {
        let fired = after.state.triggers.contains { $0.value.state == .firing && before.state.triggers[$0.key]?.state != .firing }
        if fired { terminal?.bell() }
        for text in alarms.news(after) { terminal?.notify(text, title: after.plan.name) }
    }

    // MARK: Keys

    private func use(_ keys: KeyBindings?) {
        guard let keys else { return }
        screen.use(keys, now: snapshot.now.wall)
        isStale = true
    }

    private func take(_ keys: [Key]) -> TerminalLoop.Flow {
        let own = ownKeys.wait()
        use(own.keys)
        if own.areLate {
            screen.warn("keys.yaml cannot be read yet; until it is, the program's own keys are in force", now: snapshot.now.wall)
        }
        (isStale, isForKeys) = (true, true)
        for key in keys {
            // Keys typed faster than pictures are drawn are about what the ones before them led to.
            readRecord()
            for action in screen.handle(key, snapshot) where perform(action) == .leave { return .leave }
        }
        return .goOn
    }

    private func perform(_ action: ConsoleAction) -> TerminalLoop.Flow {
        switch action {
        case .launch(let command): perform(command)
        case .beginAnew:
            beginsAnew = true
            return .leave
        case .quit: return .leave
        case .suspend: terminal?.suspend()
        case .redraw: terminal?.redraw()
        case .bell: terminal?.bell()
        case .saveScreen(let path): save(to: path)
        case .theme(let name): attempt { try themes.change(to: name, on: terminal) }
        case .tryTheme(let name): attempt { try themes.show(name, on: terminal) }
        case .copy(let text): copy(text, instead: "save the screen with `\(screen.table.key("save-screen"))`")
        case .log(let command):
            view.perform(command)
            wantsLogs = true
        case .record(let command):
            record.perform(command)
            // A record of the usual length is looked through at once.
            record.work(for: .milliseconds(4), source: launch.journal, plan: launch.plan)
        case .replay: break
        case .copyLines:
            copy(view.selectedText(limit: Self.clipboardLimit), instead: "save the lines with `\(screen.table.key("save-lines"))`")
        case .saveLines(let path): write(view.selectedText(limit: Self.fileLimit), to: path)
        case .assignRole(let section, let role): assign(role, to: section)
        case .attach(let run, let step, let attempt): attach(run, step, attempt)
        }
        return .goOn
    }

    /// Bytes that terminals take into their clipboard.
    private static let clipboardLimit = 64 << 10
    private static let fileLimit = 64 << 20

    private func copy(_ text: String, instead: String) {
        guard terminal?.copy(text) == true else {
            return refuse(Refusal("this terminal has no clipboard to copy to", instead: instead))
        }
        let lines = text.split(separator: "\n").count
        confirm(lines > 1 ? "\(lines) lines given to the terminal's clipboard" : "given to the terminal's clipboard")
    }

    private func perform(_ command: LaunchCommand) {
        guard !readOnly else { return refuse(Refusal("this console is read-only", instead: "open the launch without --read-only")) }
        do {
            let (_, runners) = try launch.decide(command, live: snapshot.live)
            background.start(runners)
            isRung = true
        } catch let refusal as Refusal {
            refuse(refusal)
        } catch {
            refuse(Refusal("\(error)", instead: ""))
        }
    }

    func refuse(_ refusal: Refusal) {
        screen.showRefusal(refusal, now: snapshot.now.wall)
        isStale = true
    }

    private func confirm(_ text: String) {
        screen.confirm(text, now: snapshot.now.wall)
        isStale = true
    }

    /// Something may have happened that nobody told of.
    func lookAgain() {
        isRung = true
        isOld = true
    }

    private func report(_ problems: [String]) {
        for problem in problems { refuse(Refusal(problem, instead: "")) }
    }

    private func attempt(_ body: () throws -> Void) {
        do { try body() } catch { refuse(Refusal("\(error)", instead: "")) }
    }

    /// The launch file changes, and with it the plan: what comes of it is told and accepted like any other change.
    private func assign(_ role: SectionRole, to section: String) {
        guard !readOnly else { return refuse(Refusal("this console is read-only", instead: "open the launch without --read-only")) }
        do { try RoleWriter.write(role, section: section, launchFile: launch.path) } catch { refuse(Refusal(error.message, instead: "")) }
    }

    private func save(to path: String) { write(Screen.draw(snapshot, screen).picture + "\n", to: path) }

    private func write(_ text: String, to path: String) {
        do {
            try ScreenFile.write(text, to: path)
            confirm("written to \(path)")
        } catch { refuse(Refusal("\(error)", instead: "")) }
    }
}
