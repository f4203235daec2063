import LaunchCore

/// The picture drawn last, without the dialogs and notices that lay over it, and what each part of it was drawn from. The next picture
/// takes from it what would look the same again: most keys change one pane.
public struct LastPicture: Sendable {
    /// All that a part shows depends on, besides a snapshot of the same revision.
    enum Part: Hashable {
        case header, banner
        case status(ListState, isFocused: Bool)
        case triggers(ListState, isFocused: Bool)
        /// Shows something that may change while the revision stays.
        case other
    }

    private(set) var grid = Grid(width: 0, height: 0)
    private var layout: Layout?
    private var revision: Int?
    private var keys: [String: String] = [:]
    private var drawn: [Part] = []
    private var kept: [Part] = []

    public init() {}

    /// Begins the next picture.
    mutating func begin(_ snapshot: Snapshot, _ state: ScreenState, in layout: Layout) {
        if layout != self.layout {
            grid = Grid(width: state.width, height: state.height)
            drawn = []
        }
        let isSame = snapshot.revision != nil && snapshot.revision == revision && snapshot.keys == keys
        kept = isSame ? drawn : []
        drawn = []
        (self.layout, revision, keys) = (layout, snapshot.revision, snapshot.keys)
    }

    /// Draws a part, unless it is there already.
    mutating func draw(_ part: Part, in rect: Rect, _ paint: (inout Grid) -> Void) {
        if part != .other {
            drawn.append(part)
            if kept.contains(part) { return }
        }
        grid.clear(rect)
        paint(&grid)
    }
}
