import ConsoleTUI

/// A line of a theme's colours for terminals with 256 of them.
struct ThemeSample {
    let theme: Theme

    var line: String {
        let words: [(String, Role)] = [
            (" GO ", .verdictGood), (" ", .text), ("● up ", .good), ("◐ slow ", .warning), ("✖ down ", .bad), ("? unknown ", .unknown),
            ("◔ pending ", .pending), ("▂▃▅▇ ", .curve),
        ]
        return words.map { text, role in Self.painted(text, theme.paint(Style(role), depth: .palette)) }.joined()
    }

    private static func painted(_ text: String, _ paint: Paint) -> String {
        var codes = ["0"]
        if paint.attributes.contains(.bold) { codes.append("1") }
        if paint.attributes.contains(.dim) { codes.append("2") }
        if paint.attributes.contains(.underline) { codes.append("4") }
        if paint.attributes.contains(.reverse) { codes.append("7") }
        if paint.foreground >= 0 { codes.append("38;5;\(paint.foreground)") }
        if paint.background >= 0 { codes.append("48;5;\(paint.background)") }
        return "\u{1b}[\(codes.joined(separator: ";"))m\(text)\u{1b}[0m"
    }
}
