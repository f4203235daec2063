import LaunchCore

/// The screen's own state: focus, scroll, filters, open dialogs. It knows nothing that a restart of the console would lose to
/// anybody else, and nothing in it changes the launch: keys go in, and what is to be done comes out as actions.
public struct ScreenState: Sendable {
    public private(set) var width: Int
    public private(set) var height: Int
    var focus: Pane = .overview
    var zoomed = false
    var checklist: ChecklistState
    var status = ListState()
    var triggers = ListState()
    var logs = LogsState()
    var overviewTop = 0
    /// One upon the other; the last takes the keys.
    var dialogs: [Dialog] = []
    /// A rollback that began while something was typed.
    var waitingRun: String?
    /// What is looked for in the checklist.
    var search: TextPattern?
    /// What was typed into forms, the oldest first.
    var history: [String] = []
    /// Paths of files that were typed into forms, the oldest first.
    var paths: [String] = []
    /// The form that the last key answered, for as long as what it asked for may be refused.
    var answered: Form?
    /// What was typed into prompts, the oldest first.
    var typed: [Prompt.Kind.Memory: [String]] = [:]
    /// The beginning of a sequence of keys.
    var pending: [Key] = []
    var toasts: [Toast] = []
    var tour: Tour?
    /// The commands with the keys that are in force.
    public private(set) var table: CommandTable
    /// Names of the themes that can be chosen.
    private(set) var themes: [String]
    private let readPattern: TextPattern.Reader

    /// - Parameter readPattern: what a search or filter as typed means; words, unless the program brings more.
    public init(
        plan: Plan, state: LaunchState = LaunchState(), width: Int = 80, height: Int = 24, themes: [String] = [],
        table: CommandTable = .standard, readPattern: @escaping TextPattern.Reader = { .success(.words($0)) }
    ) {
        self.width = width
        self.height = height
        self.themes = themes
        self.table = table
        self.readPattern = readPattern
        checklist = ChecklistState(plan, state)
    }

    /// Goes by other keys from now on.
    public mutating func use(_ table: CommandTable) {
        self.table = table
        pending = []
    }

    /// Has other themes to choose from. A palette that is open keeps its list: nothing moves below somebody's finger.
    public mutating func offer(themes: [String]) { self.themes = themes }

    /// Reads a pattern, or says what is wrong with it.
    func pattern(_ text: String) -> Result<TextPattern, Refusal> { readPattern(text) }

    mutating func resize(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    func layout(_ snapshot: Snapshot) -> Layout {
        let banner = Banner(snapshot, room: bannerRoom)
        let head = Head.Form(
            width: width, height: height, isCountingDown: snapshot.nextCountdown != nil, saysNext: !banner.saysNext)
        return Layout(
            width: width, height: height, bannerHeight: banner.rows.count, head: head, focus: focus, zoomed: zoomed,
            wantedRows: wantedRows(snapshot.plan), vacant: Self.vacant(snapshot.plan), cardHeight: tourHeight(snapshot))
    }

    /// What the upper panes of a dashboard could fill, frames included. It depends on the plan alone, so that nothing jumps.
    private func wantedRows(_ plan: Plan) -> Int {
        let checked = checklist.outline.lines.count
        let watched = plan.services.count * 2 + plan.deployments.count * 2 + plan.metrics.count + plan.criteria.count + plan.goals.count + 4
        let judged = plan.windows.count + plan.triggers.count * 2 + 4
        return max(checked, watched, judged) + 2
    }

    private static func vacant(_ plan: Plan) -> Set<Pane> {
        var vacant: Set<Pane> = []
        if plan.logs.isEmpty { vacant.insert(.logs) }
        if plan.triggers.isEmpty, plan.windows.isEmpty { vacant.insert(.triggers) }
        if plan.services.isEmpty, plan.deployments.isEmpty, plan.metrics.isEmpty, plan.criteria.isEmpty, plan.goals.isEmpty {
            vacant.insert(.status)
        }
        return vacant
    }

    var bannerRoom: Banner.Room {
        if width < Layout.smallestWidth || height < Layout.smallestHeight { return .tiny(width: width - 2 * Banner.margin(width)) }
        return height >= 20 ? .large : .one
    }

    /// The pane that takes the keys: on a dashboard the overview is the dashboard itself.
    func focusedPane(_ layout: Layout) -> Pane {
        layout.panes.contains { $0.pane == focus } ? focus : layout.panes.first?.pane ?? .checklist
    }

    /// The dialog that takes the keys; setting it replaces it, and nil brings back the one below.
    var dialog: Dialog? {
        get { dialogs.last }
        set {
            if !dialogs.isEmpty { dialogs.removeLast() }
            if let newValue { dialogs.append(newValue) }
        }
    }

    /// How many of the newest lines of each log the next snapshot should bring besides the page: the overview tells of the newest
    /// errors of all logs.
    public func wantedLogLines(_ snapshot: Snapshot) -> [String: Int] {
        guard focus == .overview, layout(snapshot).rect(of: .overview) != nil else { return [:] }
        return Dictionary(snapshot.plan.logs.map { ($0.name, 200) }) { first, _ in first }
    }

    /// The steps whose hosts shall be looked at, while the card of a procedure is open.
    public func wantedPreflight(_ snapshot: Snapshot) -> [RunStep]? {
        let steps = dialogs.lazy.compactMap { dialog -> [Step]? in
            if case .form(let form) = dialog { form.card.preflightSteps(snapshot) } else { nil }
        }
        return steps.first?.map { RunStep($0) }
    }

    /// The directory whose names shall be known, while a path is typed.
    public var wantedDirectory: String? {
        if case .form(let form)? = dialog { form.typedPath.map(PathListing.directory(of:)) } else { nil }
    }

    /// When the first of the notices goes; nil when there is none.
    public var nextChange: Moment? { toasts.map(\.until).min() }

    mutating func show(_ dialog: Dialog) { dialogs.append(dialog) }

    mutating func toast(
        _ text: String, _ sign: Sign, now: Moment, for duration: Duration = .seconds(6), isAnswer: Bool = false, concerns: String? = nil
    ) {
        toasts.removeAll { $0.text == text }
        toasts.append(Toast(text: text, sign: sign, until: now + duration, isAnswer: isAnswer, concerns: concerns))
        if toasts.count > 3 { toasts.remove(at: toasts.firstIndex { !$0.isAnswer } ?? 0) }
    }
}
