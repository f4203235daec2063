import LaunchCore

/// How a terminal is asked to show a notification of the desktop. A terminal that is not known for it never is: it might print what it
/// does not understand.
public struct TerminalNotice: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// iTerm2's, which several others took over.
        case osc9
        /// urxvt's: with a title.
        case osc777
        /// kitty's.
        case osc99
    }

    /// Between us and the terminal, which gets only what is wrapped for it to be passed on.
    public enum Wrapping: Hashable, Sendable { case none, tmux, screen }

    public let kind: Kind
    public let wrapping: Wrapping

    /// Nil where the terminal is not known to show notifications, or the operator wants none.
    ///
    /// - Parameter environment: `OPSCONSOLE_NOTIFY` goes first: `off`, or one of the kinds, which says that the terminal has it and that
    ///   a multiplexer in between passes it on. Else `TERM`, and where that says nothing `TERM_PROGRAM` and `LC_TERMINAL`, tell.
    public init?(environment: [String: String]) {
        let name = environment["TERM"] ?? ""
        let isTmux = environment["TMUX"].map { !$0.isEmpty } ?? name.hasPrefix("tmux")
        let isScreen = !isTmux && (environment["STY"].map { !$0.isEmpty } ?? name.hasPrefix("screen"))
        wrapping = isTmux ? .tmux : isScreen ? .screen : .none
        if let wish = environment["OPSCONSOLE_NOTIFY"], !wish.isEmpty {
            guard let kind = Kind(rawValue: wish.lowercased()) else { return nil }
            self.kind = kind
            return
        }
        guard wrapping == .none, let kind = Self.known(name, environment) else { return nil }
        self.kind = kind
    }

    private static func known(_ name: String, _ environment: [String: String]) -> Kind? {
        if let kind = terminals.first(where: { name == $0.name || name.hasPrefix($0.name + "-") })?.kind { return kind }
        // These are inherited by whatever terminal is started from theirs: only a name that they use themselves goes with them.
        guard name.hasPrefix("xterm") else { return nil }
        return programs[environment["TERM_PROGRAM"] ?? ""] ?? programs[environment["LC_TERMINAL"] ?? ""]
    }

    private static let terminals: [(name: String, kind: Kind)] = [
        ("xterm-kitty", .osc99), ("xterm-ghostty", .osc9), ("ghostty", .osc9), ("wezterm", .osc9), ("foot", .osc777), ("iterm", .osc9),
        ("iterm2", .osc9), ("contour", .osc777),
    ]

    private static let programs: [String: Kind] = [
        "iTerm.app": .osc9, "iTerm2": .osc9, "WezTerm": .osc9, "ghostty": .osc9, "WarpTerminal": .osc9,
    ]

    /// Longer notifications are cut by every desktop.
    private static let longest = 200

    /// What to send. Text is made printable; what separates the parts of such a sequence is replaced.
    public func sequence(title: String, text: String, isUnicode: Bool) -> [UInt8] {
        let paper = PlainText(isUnicode: isUnicode)
        let title = paper.line(Printable.text(title, limit: 60)).separated,
            text = paper.line(Printable.text(text, limit: Self.longest)).separated
        let sequence =
            switch kind {
            case .osc9: "\u{1b}]9;\(title): \(text)\u{7}"
            case .osc777: "\u{1b}]777;notify;\(title);\(text)\u{1b}\\"
            case .osc99: "\u{1b}]99;i=opsconsole:d=0;\(title)\u{1b}\\\u{1b}]99;i=opsconsole:p=body;\(text)\u{1b}\\"
            }
        switch wrapping {
        case .none: return Array(sequence.utf8)
        case .tmux: return Array("\u{1b}Ptmux;\(sequence.replacingEscapes)\u{1b}\\".utf8)
        // It ends at the first string terminator: what is passed on must not hold one.
        case .screen: return Array("\u{1b}P\(sequence.endingInBells)\u{1b}\\".utf8)
        }
    }
}

extension String {
    fileprivate var separated: String { String(map { $0 == ";" ? "," : $0 }) }

    fileprivate var replacingEscapes: String { reduce(into: "") { $0 += $1 == "\u{1b}" ? "\u{1b}\u{1b}" : String($1) } }

    fileprivate var endingInBells: String {
        var result = ""
        var rest = self[...]
        while let end = rest.firstRange(of: "\u{1b}\\") {
            result += rest[..<end.lowerBound] + "\u{7}"
            rest = rest[end.upperBound...]
        }
        return result + rest
    }
}
