/// Why the terminal cannot be used, and what to do.
public enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Standard input or output is a file or a pipe.
    case notATerminal
    /// `TERM` is not set.
    case noName
    /// There is no description of this terminal.
    case unknown(String)
    /// There are no descriptions of terminals at all.
    case noDescriptions
    /// The terminal cannot place its cursor, so nothing can be drawn on it.
    case cannotPlaceCursor(String)
    /// A system call failed, with its reason.
    case system(String)

    public var description: String {
        switch self {
        case .notATerminal:
            "input and output must be a terminal; run it in one (with ssh: `ssh -t`), or watch in lines with --plain"
        case .noName:
            "TERM is not set; set it to the name of your terminal, for instance `TERM=xterm-256color`"
        case .unknown(let name):
            "TERM is `\(name)`, which this host does not know; try `TERM=xterm-256color`, or install ncurses-term"
        case .noDescriptions:
            "this host has no terminal descriptions; install ncurses-base, or point TERMINFO at them"
        case .cannotPlaceCursor(let name):
            "a terminal of type `\(name)` cannot show a full screen; watch in lines with --plain, or set TERM to what your terminal really is"
        case .system(let reason):
            "the terminal cannot be used: \(reason)"
        }
    }
}
