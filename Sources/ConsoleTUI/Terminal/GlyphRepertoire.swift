/// Which glyphs a terminal can show.
public enum GlyphRepertoire: Sendable {
    case unicode
    /// The Linux console's font of 512 glyphs: lines and shades, few signs.
    case console
    case ascii

    public init(terminal: String, isUnicode: Bool) {
        self = !isUnicode ? .ascii : terminal == "linux" || terminal.hasPrefix("linux-") ? .console : .unicode
    }

    /// What to show for a glyph: as many cells wide, unless it was two wide, when it may be one.
    func shown(_ glyph: String) -> String {
        if self == .unicode { return glyph }
        guard let scalar = glyph.unicodeScalars.first, scalar.value >= 0x80 else { return String(glyph.unicodeScalars.prefix(1)) }
        if self == .console {
            if AsciiFallback.isInConsoleFont(scalar) { return String(Character(scalar)) }
            if let substitute = AsciiFallback.console[scalar] { return substitute }
        }
        return AsciiFallback.sign(for: scalar)
    }
}
