import ConsoleModel
import ConsoleTUI
import LaunchCore

/// A console on a launch that is over, or under way: shows what its records say, moment by moment. Main thread only.
final class ReplaySession {
    private let plan: Plan
    private let me: Actor
    private var replay: Replay
    private var pace: ReplayPace
    private var screen: ScreenState
    private var lastLook: Duration
    private let themes: ThemeLibrary
    private weak var terminal: Terminal?

    private static let redrawEvery: Duration = .milliseconds(100)
    private static let recordLimit = 200

    init(_ plan: Plan, _ records: [Record], me: Actor, speed: Double, themes: ThemeLibrary, size: Size) {
        self.plan = plan
        self.me = me
        self.themes = themes
        replay = Replay(records)
        pace = ReplayPace(records.map(\.at), speed: speed)
        lastLook = SystemClock.now().uptime
        screen = ScreenState(
            plan: plan, state: LaunchState(), width: size.width, height: size.height, themes: themes.names, readPattern: PatternReader.read)
    }

    func run(on terminal: Terminal) -> TerminalLoop.Ending {
        self.terminal = terminal
        var loop = TerminalLoop(display: terminal, wakeups: [], clock: { SystemClock.now().uptime })
        return loop.run(
            TerminalLoop.Handlers(
                onKeys: { self.take($0) }, onWake: { _ in .goOn },
                timeout: { self.pace.isPaused || self.pace.isAtEnd ? nil : Self.redrawEvery }, draw: { _ in self.draw() }))
    }

    private func draw() -> Grid {
        let now = SystemClock.now().uptime
        pace.pass(now - lastLook)
        lastLook = now
        replay.seek(pace.position)
        screen.tick(pace.moment)
        return Screen.draw(snapshot, screen)
    }

    private var snapshot: Snapshot {
        let now = Now(wall: pace.moment, uptime: .milliseconds(pace.moment.milliseconds))
        let live = replay.live(plan: plan, now: now.wall)
        let state = replay.state
        let engine = EngineStatus(
            alive: state.engine.map { $0.stopped == nil } ?? false, pid: state.engine?.pid, since: state.engine?.startedAt)
        let verdict = Verdict.judge(plan: plan, state: state, live: live, engineAlive: engine.alive, now: now)
        let place = "REPLAY \(pace.isPaused ? "paused" : "\(pace.speed)×"), record \(pace.position) of \(replay.records.count)"
        return Snapshot(
            plan: plan, state: state, live: live, now: now, verdict: verdict, engine: engine, operators: [], me: me, readOnly: true,
            notices: ["\(place) · Space pauses, [ ] step, q leaves"],
            records: Array(replay.records.prefix(pace.position).suffix(Self.recordLimit)),
            secondsEast: Int(SystemClock.zoneOffset(at: now.wall).components.seconds))
    }

    private func take(_ keys: [Key]) -> TerminalLoop.Flow {
        for key in keys {
            switch key {
            case .character(" "): pace.isPaused.toggle()
            case .character("["): pace.step(by: -1)
            case .character("]"): pace.step(by: 1)
            default:
                for action in screen.handle(key, snapshot) where perform(action) == .leave { return .leave }
            }
        }
        return .goOn
    }

    private func perform(_ action: ConsoleAction) -> TerminalLoop.Flow {
        switch action {
        case .quit: return .leave
        case .suspend: terminal?.suspend()
        case .redraw: terminal?.redraw()
        case .bell: terminal?.bell()
        case .theme(let name): if let theme = try? themes.theme(named: name) { terminal?.theme = theme }
        case .saveScreen(let path):
            do { try ScreenFile.write(Screen.draw(snapshot, screen).picture, to: path) } catch { refuse("\(error)") }
        case .copy(let text): if terminal?.copy(text) != true { refuse("this terminal has no clipboard to copy to") }
        case .launch, .assignRole: refuse("this is a replay: nothing can be changed")
        case .log, .copyLines, .saveLines: refuse("this is a replay: the logs of then are not kept")
        }
        return .goOn
    }

    private func refuse(_ words: String) { screen.showRefusal(Refusal(words, instead: ""), now: pace.moment) }
}
