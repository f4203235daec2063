/// Red, green and blue, 0 to 255 each, in sRGB.
public struct RGB: Hashable, Sendable {
    public var red: Int
    public var green: Int
    public var blue: Int

    public init(red: Int, green: Int, blue: Int) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    public init(_ value: UInt32) {
        self.init(red: Int(value >> 16 & 0xff), green: Int(value >> 8 & 0xff), blue: Int(value & 0xff))
    }

    public var value: UInt32 { UInt32(red << 16 | green << 8 | blue) }

    func distance(to other: RGB) -> Int {
        let (r, g, b) = (red - other.red, green - other.green, blue - other.blue)
        return 2 * r * r + 4 * g * g + 3 * b * b
    }

    /// Contrast of two colours as WCAG 2 defines it: 1 to 21.
    public func contrast(with other: RGB) -> Double {
        let (a, b) = (luminance, other.luminance)
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    private var luminance: Double {
        0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
    }

    /// sRGB's transfer function. x^2.4 is x² · x^⅖, the latter by Newton's method: the standard library has no `pow`.
    private static func linear(_ channel: Int) -> Double {
        let value = Double(channel) / 255
        if value <= 0.04045 { return value / 12.92 }
        let x = (value + 0.055) / 1.055
        var root = 1.0
        for _ in 0..<20 {
            let fourth = root * root * root * root
            root -= (fourth * root - x * x) / (5 * fourth)
        }
        return x * x * root
    }

    /// The nearest to this colour, on the way to white or black, whose contrast with `ground` is enough.
    func readable(on ground: RGB, contrast enough: Double) -> RGB {
        let end = RGB(0xffffff).contrast(with: ground) > RGB(0).contrast(with: ground) ? 255 : 0
        for step in 0...10 {
            func blend(_ channel: Int) -> Int { channel + (end - channel) * step / 10 }
            let candidate = RGB(red: blend(red), green: blend(green), blue: blend(blue)).inPalette
            if candidate.contrast(with: ground) >= enough { return candidate }
        }
        return RGB(red: end, green: end, blue: end)
    }
}
