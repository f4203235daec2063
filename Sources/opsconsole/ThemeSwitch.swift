import ConsoleTUI
import LaunchCore

/// Changes the theme of a terminal, for good or to look at it, and goes along with what its file says. Main thread only.
struct ThemeSwitch {
    private let library: ThemeLibrary
    private let watch: ThemeWatch
    /// The name or path of the one in force.
    private(set) var name: String
    /// The one in force, while others are looked at.
    private var own: Theme?

    /// - Parameter name: of the theme the terminal has.
    init(_ library: ThemeLibrary, inForce name: String = ThemeLibrary.standard) {
        self.library = library
        self.name = name
        watch = ThemeWatch(library)
    }

    /// - Throws: what is wrong with the theme's file.
    mutating func change(to name: String, on terminal: Terminal?) throws {
        terminal?.theme = try library.theme(named: name)
        self.name = name
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

    /// Takes in what was added or edited; to be called now and then. A file with a mistake in it changes nothing.
    ///
    /// - Returns: the names there are now, where some came or went; what is wrong with the file of the theme in force, where it was edited.
    mutating func follow(on terminal: Terminal?) -> (names: [String]?, problem: Problem?)? {
        watch.look(theme: name)
        guard let news = watch.take() else { return nil }
        switch news.theme {
        case nil: return (news.names, nil)
        case .success(let theme)?:
            if own != nil { own = theme } else { terminal?.theme = theme }
            return (news.names, nil)
        case .failure(let problem)?: return (news.names, problem)
        }
    }
}
