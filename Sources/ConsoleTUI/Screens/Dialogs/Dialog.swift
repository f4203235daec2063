/// What lies over the panes and takes the keys.
enum Dialog: Sendable {
    case form(Form)
    case page(Page)
    case run(RunView)
    case palette(Palette)
    case search(TextField)
    case filter(TextField)

    /// What stands before a line typed into the hint line.
    var prompt: String { if case .filter = self { " &" } else { " /" } }
}
