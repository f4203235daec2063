/// xterm's palette of 256 colours: sixteen named ones, a cube of 6x6x6, and 24 greys.
extension RGB {
    private static let levels = [0, 95, 135, 175, 215, 255]

    /// The palette's colour 16 to 255.
    public init(paletteIndex index: Int) {
        if index >= 232 {
            let grey = 8 + 10 * (index - 232)
            self.init(red: grey, green: grey, blue: grey)
        } else {
            let cube = max(0, index - 16)
            self.init(red: Self.levels[cube / 36 % 6], green: Self.levels[cube / 6 % 6], blue: Self.levels[cube % 6])
        }
    }

    /// The number of the nearest colour of the palette, 16 to 255: the first sixteen look as each user likes.
    var paletteIndex: Int {
        func level(_ channel: Int) -> Int { channel < 48 ? 0 : channel < 115 ? 1 : min(5, (channel - 35) / 40) }
        let cube = 16 + 36 * level(red) + 6 * level(green) + level(blue)
        let grey = 232 + min(23, max(0, ((red + green + blue) / 3 - 3) / 10))
        return distance(to: RGB(paletteIndex: cube)) <= distance(to: RGB(paletteIndex: grey)) ? cube : grey
    }

    /// The nearest colour of the palette.
    var inPalette: RGB { RGB(paletteIndex: paletteIndex) }
}

extension NamedColour {
    /// How xterm paints it when nobody has changed it.
    public var rgb: RGB {
        let values: [UInt32] = [
            0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00,
            0x5c5cff,
            0xff00ff, 0x00ffff, 0xffffff,
        ]
        return RGB(values[index])
    }
}
