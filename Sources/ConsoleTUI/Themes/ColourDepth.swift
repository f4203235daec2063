/// How many colours a terminal has.
public enum ColourDepth: Int, Comparable, Sendable, CaseIterable {
    case mono, eight, sixteen, palette, direct

    /// - Parameters:
    ///   - colours: as terminfo counts them.
    ///   - direct: whether a colour is given as its red, green and blue.
    public init(colours: Int, direct: Bool) {
        self = direct ? .direct : colours >= 256 ? .palette : colours >= 16 ? .sixteen : colours >= 8 ? .eight : .mono
    }

    public static func < (a: ColourDepth, b: ColourDepth) -> Bool { a.rawValue < b.rawValue }
}
