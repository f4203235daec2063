import ConsoleTUI
import Testing

@Suite struct TerminalNoticeTests {
    @Test(
        arguments: [
            (["TERM": "xterm-kitty"], TerminalNotice.Kind.osc99), (["TERM": "xterm-ghostty"], .osc9), (["TERM": "wezterm"], .osc9),
            (["TERM": "foot"], .osc777), (["TERM": "foot-direct"], .osc777),
            (["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"], .osc9),
            (["TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"], .osc9), (["TERM": "vt100", "OPSCONSOLE_NOTIFY": "osc777"], .osc777),
            (["TERM": "tmux-256color", "TMUX": "/tmp/x,1,0", "OPSCONSOLE_NOTIFY": "OSC9"], .osc9),
        ] as [([String: String], TerminalNotice.Kind)])
    func itIsKnownForIt(environment: [String: String], kind: TerminalNotice.Kind) {
        #expect(TerminalNotice(environment: environment)?.kind == kind)
    }

    @Test(arguments: [
        ["TERM": "xterm-256color"], ["TERM": "linux"], ["TERM": "vt100"], ["TERM": "footless"], [:], ["TERM": "rxvt-unicode"],
        ["TERM": "alacritty"], ["TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"],
        ["TERM": "linux", "TERM_PROGRAM": "iTerm.app"],
        ["TERM": "xterm-kitty", "OPSCONSOLE_NOTIFY": "off"], ["TERM": "xterm-kitty", "OPSCONSOLE_NOTIFY": "nonsense"],
        ["TERM": "tmux-256color", "TERM_PROGRAM": "tmux"], ["TERM": "screen", "STY": "1.x", "LC_TERMINAL": "iTerm2"],
        ["TERM": "xterm-256color", "TMUX": "/tmp/x,1,0", "LC_TERMINAL": "iTerm2"],
    ])
    func nothingIsSentToATerminalNotKnownForIt(environment: [String: String]) {
        #expect(TerminalNotice(environment: environment) == nil)
    }

    @Test(
        arguments: [
            (["TERM": "wezterm"], "\u{1b}]9;Shop, v2: error rate, FIRES\u{7}"),
            (["TERM": "foot"], "\u{1b}]777;notify;Shop, v2;error rate, FIRES\u{1b}\\"),
            (
                ["TERM": "xterm-kitty"],
                "\u{1b}]99;i=opsconsole:d=0;Shop, v2\u{1b}\\\u{1b}]99;i=opsconsole:p=body;error rate, FIRES\u{1b}\\"
            ),
            (["TMUX": "x", "OPSCONSOLE_NOTIFY": "osc9"], "\u{1b}Ptmux;\u{1b}\u{1b}]9;Shop, v2: error rate, FIRES\u{7}\u{1b}\\"),
            (["STY": "x", "OPSCONSOLE_NOTIFY": "osc777"], "\u{1b}P\u{1b}]777;notify;Shop, v2;error rate, FIRES\u{7}\u{1b}\\"),
        ] as [([String: String], String)])
    func itIsSentAsTheTerminalTakesIt(environment: [String: String], sequence: String) throws {
        let notice = try #require(TerminalNotice(environment: environment))
        #expect(notice.sequence(title: "Shop; v2", text: "error rate; FIRES", isUnicode: true) == Array(sequence.utf8))
    }

    @Test func textFromOutsideCannotEndItEarly() throws {
        let notice = try #require(TerminalNotice(environment: ["TERM": "wezterm"]))
        let bytes = notice.sequence(
            title: "a\u{7}\u{1b}]0;x", text: "b\u{9c}\u{1b}\\" + String(repeating: "long ", count: 200), isUnicode: false)
        #expect(bytes.count < 400 && bytes.dropFirst().dropLast().allSatisfy { (0x20..<0x7f).contains($0) })
    }
}
