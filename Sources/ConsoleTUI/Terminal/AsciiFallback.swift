/// What stands for a sign where only ASCII can be shown. States that differ by sign alone still differ.
enum AsciiFallback {
    static func sign(for scalar: Unicode.Scalar) -> String {
        if let sign = signs[scalar] { return sign }
        switch scalar.value {
        case 0xc0..<0x180: return letter(scalar)
        case 0x2500..<0x2580: return line(scalar)
        case 0x2800..<0x2900: return ":"
        default: return "?"
        }
    }

    private static let signs: [Unicode.Scalar: String] = [
        "●": "*", "○": "o", "◐": "%", "◔": ".", "◑": "%", "◕": "@", "◉": "@", "◌": ".", "◎": "@", "•": "*", "·": ".", "∙": ".", "▪": "*",
        "■": "#", "□": "o", "◆": "*", "◇": "o", "★": "*", "☆": "*", "✔": "x", "✓": "x", "✅": "x", "☑": "x", "☐": "o", "✖": "X", "✗": "X",
        "✘": "X", "❌": "X", "×": "x", "⚠": "!", "⛔": "!", "❗": "!", "❓": "?", "▶": ">", "▸": ">", "►": ">", "◀": "<", "◂": "<", "▾": "v",
        "▼": "v", "▴": "^", "▲": "^", "→": ">", "←": "<", "↑": "^", "↓": "v", "↳": ">", "⇒": ">", "⏎": "<", "↵": "<", "⏸": "=", "⏵": ">",
        "…": "~", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "‘": "'", "’": "'", "‚": ",", "“": "\"", "”": "\"", "„": "\"", "«": "<",
        "»": ">", "‹": "<", "›": ">", "≤": "<", "≥": ">", "≈": "~", "≠": "!", "±": "+", "÷": "/", "°": "o", "µ": "u", "μ": "u", "σ": "s",
        "Δ": "d", "€": "E", "£": "L", "§": "S", "¶": "P", "©": "c", "®": "r", "™": "T", "½": "/", "¼": "/", "¾": "/", "²": "2", "³": "3",
        "¹": "1", "¿": "?", "¡": "!", "\u{fffd}": "?", "█": "#", "▉": "#", "▊": "#", "▋": "#", "▌": "=", "▍": "=", "▎": "-", "▏": "-",
        "░": ".", "▒": ":", "▓": "#", "▀": "\"", "▁": "_", "▂": "_", "▃": ".", "▄": "-", "▅": "-", "▆": "=", "▇": "^", "␛": "^", "␍": "^",
        "␊": "^", "␉": " ", "␡": "^",
    ]

    /// Letters of Latin-1 and Latin Extended-A without their marks, from U+00C0 on.
    private static let letters: [UInt8] = Array(
        """
        AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty\
        AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs
        """.utf8)

    private static func letter(_ scalar: Unicode.Scalar) -> String {
        let index = Int(scalar.value) - 0xc0
        guard index < letters.count else { return "?" }
        return String(Character(Unicode.Scalar(letters[index])))
    }

    /// Box drawing: `-`, `|`, and `+` wherever lines meet.
    private static func line(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254c, 0x254d, 0x2574, 0x2576, 0x2578, 0x257a, 0x257c, 0x257e: "-"
        case 0x2502, 0x2503, 0x2506, 0x2507, 0x250a, 0x250b, 0x254e, 0x254f, 0x2551, 0x2575, 0x2577, 0x2579, 0x257b, 0x257d, 0x257f: "|"
        case 0x2550: "="
        case 0x2571: "/"
        case 0x2572: "\\"
        case 0x2573: "X"
        default: "+"
        }
    }

    /// The Linux console has lines and shades, but neither round corners nor the finer blocks.
    static let console: [Unicode.Scalar: String] = [
        "╭": "┌", "╮": "┐", "╰": "└", "╯": "┘", "●": "•", "✔": "√", "✓": "√", "▁": "_", "▂": "_", "▃": "▄", "▅": "▄", "▆": "█", "▇": "█",
        "▸": "►", "▶": "►", "▾": "▼", "▴": "▲", "◂": "◄", "◀": "◄", "■": "■", "▌": "▌", "–": "─", "—": "─",
    ]

    /// Latin-1, and what code page 437 and its kin have.
    static func isInConsoleFont(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xa1..<0x100: true
        case 0x2500, 0x2502, 0x250c, 0x2510, 0x2514, 0x2518, 0x251c, 0x2524, 0x252c, 0x2534, 0x253c, 0x2580, 0x2584, 0x2588,
            0x2591...0x2593,
            0x2022, 0x2190...0x2193, 0x25b2, 0x25ba, 0x25bc, 0x25c4, 0x221a, 0x2264, 0x2265, 0x2248:
            true
        default: false
        }
    }
}
