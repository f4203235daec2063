/// A colour as a theme names it.
public enum Colour: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case terminal
    /// One of the sixteen that every terminal paints as its user chose.
    case named(NamedColour)
    /// `0xRRGGBB`; the nearest one a terminal has is taken.
    case rgb(UInt32)

    /// `default`, the name of one of the sixteen, or `#rrggbb`; nil for anything else.
    public init?(_ text: String) {
        if text == "default" {
            self = .terminal
        } else if let name = NamedColour(rawValue: text) {
            self = .named(name)
        } else if text.utf8.count == 7, text.first == "#", let value = UInt32(text.dropFirst(), radix: 16) {
            self = .rgb(value)
        } else {
            return nil
        }
    }
}

/// The sixteen colours of ECMA-48 terminals.
public enum NamedColour: String, CaseIterable, Hashable, Sendable {
    case black, red, green, yellow, blue, magenta, cyan, white
    case brightBlack = "bright-black"
    case brightRed = "bright-red"
    case brightGreen = "bright-green"
    case brightYellow = "bright-yellow"
    case brightBlue = "bright-blue"
    case brightMagenta = "bright-magenta"
    case brightCyan = "bright-cyan"
    case brightWhite = "bright-white"

    /// Its number in the palette, 0 to 15.
    public var index: Int {
        switch self {
        case .black: 0
        case .red: 1
        case .green: 2
        case .yellow: 3
        case .blue: 4
        case .magenta: 5
        case .cyan: 6
        case .white: 7
        case .brightBlack: 8
        case .brightRed: 9
        case .brightGreen: 10
        case .brightYellow: 11
        case .brightBlue: 12
        case .brightMagenta: 13
        case .brightCyan: 14
        case .brightWhite: 15
        }
    }
}
