/// What a piece of the screen means. Screens name roles, themes give them colours: no screen ever names a colour.
public enum Role: String, CaseIterable, Sendable {
    case text, muted, heading, title, border, borderFocused = "border.focused", selection, hint
    case key = "hint.key"
    case good, warning, bad, unknown, pending, info, done
    case verdictGood = "verdict.good"
    case verdictHold = "verdict.hold"
    case verdictBad = "verdict.bad"
    case verdictBusy = "verdict.busy"
    case verdictIdle = "verdict.idle"
    case curve, threshold
    case logDebug = "log.debug"
    case logWarning = "log.warning"
    case logError = "log.error"
    case logMarker = "log.marker"
    case inputField = "input"
    case danger, code, link
}

public struct Attributes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let bold = Attributes(rawValue: 1)
    public static let underline = Attributes(rawValue: 2)
    public static let reverse = Attributes(rawValue: 4)
    public static let blink = Attributes(rawValue: 8)
    public static let dim = Attributes(rawValue: 16)
    /// On the selection's ground: the role keeps its own colour where the terminal has enough of them.
    public static let selected = Attributes(rawValue: 32)
}

public struct Style: Hashable, Sendable {
    public var role: Role
    public var attributes: Attributes

    public init(_ role: Role, _ attributes: Attributes = []) {
        self.role = role
        self.attributes = attributes
    }
}
