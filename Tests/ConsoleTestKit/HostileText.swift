/// What somebody writes who wants a terminal to obey, a reader to misread, or a program to stumble.
public enum HostileText {
    /// Each between `AAA` and `BBB`; as bytes, for not all of it is text.
    public static let lines: [[UInt8]] =
        everyByte + texts.map { Array("AAA\($0)BBB".utf8) }
        + [
            // Overlong, surrogate, too large, cut short, alone.
            [0xc0, 0xaf], [0xe0, 0x80, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0x80], [0xff, 0xfe],
        ].map { Array("AAA".utf8) + $0 + Array("BBB".utf8) }

    /// Every byte but the one that ends a line.
    private static let everyByte: [[UInt8]] = (0...255).filter { $0 != 0x0a }.map { Array("AAA".utf8) + [$0] + Array("BBB".utf8) }

    public static let texts: [String] = [
        "\u{1b}[2J\u{1b}[H", "\u{1b}]0;title\u{7}", "\u{1b}]52;c;ZXZpbA==\u{7}", "\u{1b}[6n", "\u{1b}[c", "\u{1b}c",
        "\u{1b}P+q544e\u{1b}\\",
        "\u{1b}]8;;http://evil\u{1b}\\link\u{1b}]8;;\u{1b}\\", "\u{1b}[?1049l", "\u{1b}[31;5m", "\u{1b}(0", "\u{1b}#8", "\u{1b}[5i",
        "\u{1b}",
        "\u{9b}2J", "\u{9d}0;x\u{9c}", "\u{90}q", "\u{85}", "\u{7f}\u{7f}\u{7f}", "\u{8}\u{8}\u{8}XXX", "\rover", "\u{e}lqk\u{f}",
        "\u{b}\u{c}",
        "\u{202e}txt.exe\u{202c}", "\u{2066}x\u{2069}", "\u{200e}\u{200f}\u{61c}", "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}", "\u{ad}",
        "\u{2028}\u{2029}", "\u{fff9}a\u{fffa}b\u{fffb}", "\u{e0041}\u{e007f}", "e" + String(repeating: "\u{301}", count: 200), "\u{301}",
        "👨\u{200d}👩\u{200d}👧", "🇩🇪🇩", "1\u{fe0f}\u{20e3}", "ﷺ", "漢字", "\u{3164}\u{115f}", "%s%n%x", String(repeating: "x", count: 5000),
    ]

    /// Those that show as visible text, in a few: what a plan, a name or a version may hold.
    public static let sample = "AAA\u{1b}[2J\u{1b}]0;t\u{7}\u{9b}6n\u{7f}\u{202e}\u{200b}\u{feff}\rBBB"
}
