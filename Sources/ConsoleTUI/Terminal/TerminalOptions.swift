/// How a terminal is to be used.
public struct TerminalOptions: Sendable {
    /// The terminal's type, the value of `TERM`.
    public var name: String
    public var locale: LocaleChoice
    public var theme: Theme
    /// Draw with ASCII alone, whatever the locale says.
    public var ascii = false
    /// No colours, whatever the terminal has.
    public var mono = false
    /// Hear clicks and the wheel; the terminal's own selection then needs Shift.
    public var mouse = false
    /// Keep what is written to standard error, which would spoil the picture, and write it out at the end.
    public var keepErrors = true
    /// Said when a signal kills the process, before the signal's name.
    public var crashLine = "opsconsole: crashed; the launch and its record go on, start it again to look"
    /// How notifications are shown; nil where they are not.
    public var notice: TerminalNotice?
    public var input: Int32 = 0
    public var output: Int32 = 1

    /// - Parameter environment: `TERM`, `LC_ALL`, `LC_CTYPE`, `LANG` and `NO_COLOR` are read, and what `TerminalNotice` reads.
    public init(environment: [String: String], theme: Theme) {
        name = environment["TERM"] ?? ""
        locale = LocaleChoice(environment: environment, terminal: name)
        self.theme = theme
        notice = TerminalNotice(environment: environment)
        mono = !(environment["NO_COLOR"] ?? "").isEmpty
    }
}
