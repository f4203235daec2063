import ConsoleModel
import ConsoleTUI
import LaunchCore

/// A console on a launch that is over, or under way: shows what its records say, moment by moment. Main thread only.
final class ReplaySession {
    private let plan: Plan
    private let me: Actor
    private let place: CommandPlace
    private var replay: Replay
    private var pace: ReplayPace
    private var screen: ScreenState
    private var record = RecordView(reading: PatternReader.test)
    /// The page of the record, with the snapshot of the moment.
    private var recordPage: RecordPage?
    private var lastLook: Duration
    private var themes: ThemeSwitch
    private weak var terminal: Terminal?

    private static let redrawEvery: Duration = .milliseconds(100)
    private static let recordLimit = 200

    init(
        _ plan: Plan, _ records: [Record], me: Actor, place: CommandPlace, speed: Double, themes: ThemeLibrary, keys: KeyBindings,
        size: Size
    ) {
        self.plan = plan
        self.me = me
        self.place = place
        self.themes = ThemeSwitch(themes)
        replay = Replay(records)
        pace = ReplayPace(records.map(\.at), speed: speed)
        lastLook = SystemClock.now().uptime
        screen = ScreenState(
            plan: plan, state: LaunchState(), width: size.width, height: size.height, themes: themes.names, readPattern: PatternReader.read)
        screen.use(KeyBindings(table: keys.table.inReplay, problems: keys.problems), now: pace.moment)
    }

    func run(on terminal: Terminal) -> TerminalLoop.Ending {
        self.terminal = terminal
        var loop = TerminalLoop(display: terminal, wakeups: [], clock: { SystemClock.now().uptime })
        return loop.run(
            TerminalLoop.Handlers(
                onKeys: { self.take($0) }, onWake: { _ in .goOn },
                timeout: { self.pace.isPaused || self.pace.isAtEnd ? nil : Self.redrawEvery }, draw: { _ in self.draw() },
                work: { self.work() }))
    }

    private func draw() -> Grid {
        let now = SystemClock.now().uptime
        pace.pass(now - lastLook)
        lastLook = now
        replay.seek(pace.position)
        screen.tick(pace.moment)
        readRecord()
        return Screen.draw(snapshot, screen)
    }

    private func readRecord() {
        recordPage = screen.recordRoom(snapshot).map {
            record.page(height: $0, newest: Int64(replay.position), source: replay.records, plan: plan)
        }
    }

    /// A slice of what is being looked for in the record.
    private func work() -> Bool {
        guard record.hasWork else { return false }
        record.work(for: .milliseconds(4), source: replay.records, plan: plan)
        return true
    }

    private var snapshot: Snapshot {
        let now = Now(wall: pace.moment, uptime: .milliseconds(pace.moment.milliseconds))
        let live = replay.live(plan: plan, now: now.wall)
        let state = replay.state
        let engine = EngineStatus(
            alive: state.engine.map { $0.stopped == nil } ?? false, pid: state.engine?.pid, since: state.engine?.startedAt)
        let verdict = Verdict.judge(plan: plan, state: state, live: live, engineAlive: engine.alive, now: now)
        let table = screen.table
        let keys =
            "\(table.key("replay-pause")) pauses, \(table.key("replay-back")) \(table.key("replay-on")) step, \(table.key("leave")) leaves"
        let place = "REPLAY \(pace.isPaused ? "paused" : "\(pace.speed)×"), record \(pace.position) of \(replay.records.count)"
        var snapshot = Snapshot(
            plan: plan, state: state, live: live, now: now, verdict: verdict, engine: engine, operators: [], me: me, readOnly: true,
            notices: ["\(place) · \(keys)"],
            records: Array(replay.records.prefix(pace.position).suffix(Self.recordLimit)),
            secondsEast: Int(SystemClock.zoneOffset(at: now.wall).components.seconds))
        snapshot.recordPage = recordPage
        snapshot.place = self.place
        return snapshot
    }

    private func take(_ keys: [Key]) -> TerminalLoop.Flow {
        for key in keys {
            // Keys typed faster than pictures are drawn are about what the ones before them led to.
            readRecord()
            for action in screen.handle(key, snapshot) where perform(action) == .leave { return .leave }
        }
        return .goOn
    }

    private func perform(_ action: ConsoleAction) -> TerminalLoop.Flow {
        switch action {
        case .quit: return .leave
        case .suspend: terminal?.suspend()
        case .redraw: terminal?.redraw()
        case .bell: terminal?.bell()
        case .theme(let name): do { try themes.change(to: name, on: terminal) } catch { refuse("\(error)") }
        case .tryTheme(let name): do { try themes.show(name, on: terminal) } catch { refuse("\(error)") }
        case .saveScreen(let path):
            do { try ScreenFile.write(Screen.draw(snapshot, screen).picture, to: path) } catch { refuse("\(error)") }
        case .copy(let text): if terminal?.copy(text) != true { refuse("this terminal has no clipboard to copy to") }
        case .record(let command):
            record.perform(command)
            // A record of the usual length is looked through at once.
            record.work(for: .milliseconds(4), source: replay.records, plan: plan)
        case .replay(.pause): pace.isPaused.toggle()
        case .replay(.step(let records)): pace.step(by: records)
        case .launch, .beginAnew, .assignRole, .attach: refuse("this is a replay: nothing can be changed")
        case .log, .copyLines, .saveLines: refuse("this is a replay: the logs of then are not kept")
        }
        return .goOn
    }

    private func refuse(_ words: String) { screen.showRefusal(Refusal(words, instead: ""), now: pace.moment) }
}
