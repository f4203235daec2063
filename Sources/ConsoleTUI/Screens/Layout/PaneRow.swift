/// One line of a list pane. Lines with the same `id` belong together: the first can be selected, the others follow it.
struct PaneRow<Content> {
    /// Nil for what cannot be selected: dividers, blanks, remarks.
    let id: String?
    /// 0 for the first line of its entry.
    var part = 0
    let content: Content

    init(_ id: String?, _ content: Content, part: Int = 0) {
        self.id = id
        self.content = content
        self.part = part
    }

    var isSelectable: Bool { id != nil && part == 0 }
}

/// A move of the cursor through a list.
enum Motion: Hashable, Sendable {
    case up, down, pageUp, pageDown, top, bottom
}
