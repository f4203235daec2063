import ConsoleTUI

/// Changes the theme of a terminal, for good or to look at it. Main thread only.
struct ThemeSwitch {
    private let library: ThemeLibrary
    /// The one in force, while others are looked at.
    private var own: Theme?

    init(_ library: ThemeLibrary) { self.library = library }

    /// - Throws: what is wrong with the theme's file.
    mutating func change(to name: String, on terminal: Terminal?) throws {
        terminal?.theme = try library.theme(named: name)
        own = nil
    }

    /// Shows a theme until another is shown or chosen; nil brings back the one in force.
    ///
    /// - Throws: what is wrong with the theme's file.
    mutating func show(_ name: String?, on terminal: Terminal?) throws {
        guard let name else {
            if let own { terminal?.theme = own }
            return own = nil
        }
        let theme = try library.theme(named: name)
        own = own ?? terminal?.theme
        terminal?.theme = theme
    }
}
