extension Grid {
    /// The grid as lines of text without their trailing blanks: a picture to compare with, or to save to a file.
    public var picture: String {
        var text = ""
        for y in 0..<height {
            text += line(y)
            if y < height - 1 { text += "\n" }
        }
        return text
    }

    /// One line as text, without its trailing blanks.
    public func line(_ y: Int) -> String {
        var text = ""
        var blanks = 0
        for x in 0..<width {
            let glyph = self[x, y].glyph
            if glyph == " " {
                blanks += 1
            } else {
                text += String(repeating: " ", count: blanks) + glyph
                blanks = 0
            }
        }
        return text
    }
}
