/// What the doctor knows of the terminal and its environment.
struct TerminalFacts: Sendable {
    /// Standard input and output are a terminal.
    var isTerminal: Bool
    /// The value of TERM; nil where it is not set.
    var name: String?
    /// What terminfo says of that name; nil where it has no such entry.
    var entry: TerminalEntry?
    /// Columns and rows; nil where the terminal does not say.
    var size: (width: Int, height: Int)?
    /// The locale the environment asks for; empty where it asks for none.
    var locale: String
    /// Whether this host has it.
    var hasLocale: Bool
    /// Whether the console will draw more than ASCII.
    var drawsUnicode: Bool
    var noColour: Bool
}

extension TerminalFacts {
    var findings: [Finding] { [terminal, colours, dimensions, text] }

    private var terminal: Finding {
        let subject = "terminal"
        guard isTerminal else {
            return .warning(
                subject, "this is not a terminal", "run it in a terminal, or over `ssh -t`; `status`, `tick` and `rollback` need none")
        }
        guard let name, !name.isEmpty else {
            return .failure(subject, "TERM is not set", "export TERM=xterm-256color, or what your terminal is")
        }
        guard let entry else {
            return .failure(
                subject, "TERM is \(name), which this host does not know",
                "export TERM=xterm-256color, or install its description (Debian: ncurses-term)")
        }
        guard entry.canAddressCursor else {
            return .failure(subject, "\(name) cannot move its cursor", "use another terminal; `opsconsole status` works here")
        }
        return .fine(subject, name)
    }

    private var colours: Finding {
        let subject = "colours"
        if noColour { return .fine(subject, "off, because NO_COLOR is set") }
        switch entry?.colours ?? 0 {
        case 256...: return .fine(subject, "\(entry?.colours ?? 0)")
        case 8...: return .warning(subject, "\(entry?.colours ?? 0)", "a terminal with 256 shows more; try TERM=xterm-256color")
        default: return .warning(subject, "none", "every state has a sign and a word, too; for colours try TERM=xterm-256color")
        }
    }

    private var dimensions: Finding {
        let subject = "size"
        guard let size else { return .warning(subject, "the terminal does not tell its size", "80x24 will be taken") }
        let text = "\(size.width)x\(size.height)"
        if size.width < 60 || size.height < 16 {
            return .warning(subject, text, "below 60x16 only verdict, countdown and triggers are shown; make it larger")
        }
        if size.width < 80 || size.height < 24 { return .warning(subject, text, "80x24 or more shows whole screens") }
        return .fine(subject, text)
    }

    private var text: Finding {
        let subject = "locale"
        let name = locale.isEmpty ? "not set" : locale
        guard drawsUnicode else {
            return .warning(
                subject, "\(name): lines are drawn in ASCII", "export LC_ALL=C.UTF-8 where the terminal shows UTF-8, as all do today")
        }
        guard hasLocale else { return .warning(subject, "\(name) is not on this host; UTF-8 is taken", "export LC_ALL=C.UTF-8") }
        return .fine(subject, locale.isEmpty ? "not set; UTF-8 is taken" : locale)
    }
}
