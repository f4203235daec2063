/// What lies over the panes and takes the keys.
enum Dialog: Sendable {
    case form(Form)
    case page(Page)
    case run(RunView)
    case palette(Palette)
    case prompt(Prompt)
}
