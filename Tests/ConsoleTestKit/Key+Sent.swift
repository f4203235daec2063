import ConsoleTUI

extension Key {
    /// What a terminal of xterm's kind sends for it; nothing for a new size.
    public var sent: String {
        switch self {
        case .character(let character): String(character)
        case .control(let letter): letter.asciiValue.map { String(UnicodeScalar($0 & 0x1f)) } ?? ""
        case .alt(let character): "\u{1b}\(character)"
        case .paste(let text): "\u{1b}[200~\(text)\u{1b}[201~"
        case .mouse(let mouse): "\u{1b}[<0;\(max(1, mouse.at.x + 1));\(max(1, mouse.at.y + 1))M"
        case .function(let number): number <= 4 ? "\u{1b}O\(["P", "Q", "R", "S"][max(1, number) - 1])" : "\u{1b}[\(number + 10)~"
        case .resize: ""
        default: Self.named[self] ?? ""
        }
    }

    private static let named: [Key: String] = [
        .enter: "\r", .escape: "\u{1b}", .tab: "\t", .backTab: "\u{1b}[Z", .backspace: "\u{7f}", .delete: "\u{1b}[3~", .insert: "\u{1b}[2~",
        .up: "\u{1b}[A", .down: "\u{1b}[B", .right: "\u{1b}[C", .left: "\u{1b}[D", .home: "\u{1b}[H", .end: "\u{1b}[F",
        .pageUp: "\u{1b}[5~", .pageDown: "\u{1b}[6~",
    ]
}
