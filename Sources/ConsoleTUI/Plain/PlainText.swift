import LaunchCore

/// Lines for whoever has no full screen: a terminal that cannot place its cursor, a pipe, a screen reader. Printable text only, in the
/// signs and words of the screens.
public struct PlainText: Sendable {
    private let repertoire: GlyphRepertoire

    /// - Parameter isUnicode: whether anything but ASCII can be shown.
    public init(isUnicode: Bool) { repertoire = GlyphRepertoire(terminal: "", isUnicode: isUnicode) }

    /// More than this of one line is cut with a sign.
    static let longest = 1000

    /// Any text as it may be written out.
    public func line(_ text: String) -> String {
        let text = Printable.text(text, limit: Self.longest)
        return repertoire == .unicode ? text : Glyphs(text).reduce(into: "") { $0 += repertoire.shown($1.text) }
    }

    /// `14:02:11 ▲ FIRING: error rate 8.3% > 5%`. The sign's word is left out where the text says it.
    static func line(_ sign: Sign, _ text: String, at moment: Moment, in snapshot: Snapshot) -> String {
        let isSaid = sign.word.isEmpty || text.lowercased().contains(sign.word.lowercased()) || text.contains(" FIRES")
        let word = isSaid ? "" : "\(sign.word): "
        return "\(snapshot.clockWithSeconds(moment)) \(sign.glyph) \(word)\(text)"
    }
}
