import ConsoleTUI
import LaunchCore
import Testing

/// Presses keys and reads the screen, as a person would.
public struct ConsoleDriver {
    public var launch: LaunchFixture {
        didSet { revision += 1 }
    }
    public private(set) var state: ScreenState
    /// What the keys so far asked for, oldest first.
    public private(set) var actions: [ConsoleAction] = []
    private var revision = 0
    private var last = LastPicture()
    private var record = RecordView(reading: { text in
        .success { TextPattern.words(text).matches($0) }
    })

    public init(
        _ launch: LaunchFixture, width: Int = 80, height: Int = 24, themes: [String] = [], table: CommandTable = .standard
    ) {
        self.launch = launch
        state = ScreenState(plan: launch.plan, state: launch.state, width: width, height: height, themes: themes, table: table)
    }

    public var grid: Grid { Screen.draw(snapshot, state) }

    /// The launch with the page of the record that is in sight.
    public var snapshot: Snapshot {
        var snapshot = launch.snapshot, record = record
        guard let height = state.recordRoom(snapshot) else { return snapshot }
        while record.hasWork { record.work(source: launch.records, plan: launch.plan) }
        snapshot.recordPage = record.page(height: height, newest: snapshot.state.seq, source: launch.records, plan: launch.plan)
        return snapshot
    }
    public var screen: String { grid.picture }

    /// Presses keys by name, separated by blanks: `2 ↓ Space`.
    public mutating func press(_ keys: String) {
        for name in keys.split(separator: " ") {
            guard let key = Key(name: name) else { preconditionFailure("no key is called \(name)") }
            press(key)
        }
    }

    public mutating func press(_ key: Key) {
        for action in state.handle(key, snapshot) {
            actions.append(action)
            if case .record(let command) = action { record.perform(command) }
        }
        keepRecord()
        draw()
    }

    /// Draws as a console does, what changed since the last picture. It must look as if all of it were drawn.
    private mutating func draw() {
        var snapshot = snapshot
        snapshot.keys = state.table.changedKeys
        snapshot.revision = revision
        let drawn = Screen.draw(snapshot, state, after: &last), whole = grid
        if drawn != whole { Issue.record("parts of the picture were kept that changed:\n\(drawn.picture)\nshould be\n\(whole.picture)") }
    }

    /// The view keeps its place from picture to picture.
    private mutating func keepRecord() {
        guard let height = state.recordRoom(launch.snapshot) else { return }
        _ = record.page(height: height, newest: launch.state.seq, source: launch.records, plan: launch.plan)
        while record.hasWork { record.work(source: launch.records, plan: launch.plan) }
    }

    /// Types text, one key a character.
    public mutating func type(_ text: String) {
        for character in text { press(.character(character)) }
    }

    /// What was asked for since the last time this was read.
    public mutating func takeActions() -> [ConsoleAction] {
        defer { actions = [] }
        return actions
    }

    /// Lets the launch change and the screen see it.
    public mutating func change(_ change: (inout LaunchFixture) -> Void) {
        let before = launch.snapshot
        change(&launch)
        state.observe(previous: before, current: launch.snapshot)
        state.tick(launch.now.wall)
        keepRecord()
        draw()
    }

    /// Begins a tour.
    public mutating func guide(through steps: [TourStep]) { state.guide(through: steps, launch.snapshot) }

    public mutating func refuse(_ refusal: Refusal) { state.showRefusal(refusal, now: launch.now.wall) }

    /// Some lines of the screen.
    public func lines(_ range: Range<Int>) -> String { range.map(grid.line).joined(separator: "\n") }

    /// The panes or dialogs of a screen without banners: what is between the tabs and the hint line.
    public var body: String { lines((grid.height >= 24 ? 4 : 3)..<grid.height - 1) }
}
