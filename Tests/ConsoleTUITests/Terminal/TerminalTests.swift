import ConsoleTUI
import ConsoleTestKit
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A small console in a terminal of its own, from outside: what is on the screen, and what is left of the terminal afterwards.
@Suite(.serialized) struct TerminalTests {
    private func start(
        _ arguments: [String] = [], term: String = "xterm-256color", locale: [String: String] = ["LANG": "C.UTF-8"],
        size: Size = Size(width: 80, height: 24)
    ) throws -> PseudoTerminal {
        // A crash is to end at once, without the runtime offering to look into it.
        let environment = locale.merging(["TERM": term, "SWIFT_BACKTRACE": "enable=no"]) { $1 }
        return try PseudoTerminal(BuiltProgram.path("TerminalFixture"), arguments, environment: environment, size: size)
    }

    private func ready(_ terminal: PseudoTerminal) throws { try terminal.wait(for: "KEY none #0") }

    /// Nothing that was switched on is on, and input is edited by lines and echoed again.
    private func expectGivenBack(_ terminal: PseudoTerminal, _ place: SourceLocation = #_sourceLocation) {
        #expect(terminal.screen.modes.isDisjoint(with: [1, 1000, 1006, 1049, 2004]), sourceLocation: place)
        #expect(terminal.screen.isCursorVisible && !terminal.screen.isKeypadOn, sourceLocation: place)
        let settings = terminal.settings
        #expect(settings.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == tcflag_t(ICANON | ECHO | ISIG), sourceLocation: place)
        #expect(settings.c_oflag & tcflag_t(OPOST) != 0 && settings.c_iflag & tcflag_t(ICRNL) != 0, sourceLocation: place)
        #expect(terminal.screen.unknown == [], sourceLocation: place)
    }

    @Test func drawsCellsInTheirColours() throws {
        let terminal = try start()
        try ready(terminal)
        let screen = terminal.screen
        #expect(screen.line(0).hasPrefix("╭ Fixture ──") && screen.line(0).hasSuffix("── 80x24 ╮"))
        #expect(screen.line(2) == "│ ● good" + String(repeating: " ", count: 71) + "│")
        #expect(screen.line(3).hasPrefix("│ ✖ bad 日本 e\u{301} é   "))
        #expect(screen.line(4).hasPrefix("│ ▁▂▃▄▅▆▇█ ▾ 🚀!  "))
        #expect(screen[79, 3].text == "│" && screen[79, 4].text == "│")
        #expect(screen.modes.isSuperset(of: [1049, 2004]) && !screen.isCursorVisible)
        #expect(screen[2, 2].look == .init(foreground: 114, background: 237, attributes: .bold))
        #expect(screen[2, 3].look == .init(foreground: 203, background: 234, attributes: .bold))
        terminal.type("q")
        #expect(try terminal.waitForEnd() == .exited(0))
        #expect(terminal.screen.text.contains("ended: left"))
        expectGivenBack(terminal)
    }

    @Test func keysArriveDecoded() throws {
        let terminal = try start(["mouse"])
        try ready(terminal)
        for (typed, shown) in [
            ("j", #"KEY character("j") #1"#), ("\u{1b}OA", "KEY up #2"), ("\u{1b}", "KEY escape #3"), ("\u{1b}x", #"KEY alt("x") #4"#),
            ("é", #"KEY character("é") #5"#), ("\u{1b}[200~a\rb\u{1b}[201~", #"KEY paste("a\nb") #6"#),
            ("\u{1b}[15~", "KEY function(5) #7"),
            ("\u{3}", #"KEY control("c") #8"#), ("\u{1b}[<64;3;4M", "KEY mouse("),
        ] {
            terminal.type(typed)
            try terminal.wait(for: shown)
        }
        terminal.type("q")
        #expect(try terminal.waitForEnd() == .exited(0))
        expectGivenBack(terminal)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func aSignalToEndGivesTheTerminalBack(number: Int32) throws {
        let terminal = try start(["mouse"])
        try ready(terminal)
        terminal.signal(number)
        #expect(try terminal.waitForEnd() == .exited(0))
        #expect(terminal.screen.text.contains("ended: signal(\(number))"))
        expectGivenBack(terminal)
    }

    @Test(arguments: [("V", SIGSEGV, "SIGSEGV"), ("T", SIGILL, "SIGILL")])
    func aCrashGivesTheTerminalBackAndSaysSo(key: String, number: Int32, name: String) throws {
        let terminal = try start(["mouse"])
        try ready(terminal)
        terminal.type(key)
        let fate = try terminal.waitForEnd()
        #expect(fate == .killed(number) || fate == .killed(SIGTRAP))
        #expect(terminal.screen.text.contains("fixture: crashed (SIG"))
        if key == "T" { #expect(String(decoding: terminal.output, as: UTF8.self).contains("Index out of range")) }
        expectGivenBack(terminal)
    }

    @Test func exitWithoutACarefulEndGivesTheTerminalBack() throws {
        let terminal = try start()
        try ready(terminal)
        terminal.type("X")
        #expect(try terminal.waitForEnd() == .exited(3))
        expectGivenBack(terminal)
    }

    @Test func standardErrorIsKeptUntilTheEndAndMadePrintable() throws {
        let terminal = try start()
        try ready(terminal)
        terminal.type("E")
        try terminal.wait(for: "#1")
        #expect(!terminal.screen.text.contains("standard error"))
        terminal.type("q")
        #expect(try terminal.waitForEnd() == .exited(0))
        #expect(terminal.screen.text.contains("words on standard error ?[31m"))
        expectGivenBack(terminal)
    }

    @Test func suspendedAndContinuedUnderAShell() throws {
        let environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PS1": "shell> ", "PATH": "/usr/bin:/bin"]
        let terminal = try PseudoTerminal("/bin/bash", ["--norc", "--noprofile", "--noediting", "-i"], environment: environment)
        try terminal.wait(for: "shell>")
        terminal.type(BuiltProgram.path("TerminalFixture") + "\r")
        try ready(terminal)
        terminal.type("j\u{1a}")
        try terminal.wait(for: "Stopped")
        #expect(terminal.screen.modes.isDisjoint(with: [1049]) && terminal.screen.isCursorVisible)
        #expect(terminal.settings.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO))
        terminal.resize(Size(width: 70, height: 20))
        terminal.type("fg\r")
        try terminal.wait("the console, redrawn") { $0.line(0).hasSuffix("70x20 ╮") && $0.line(19).hasPrefix("╰─") }
        try terminal.wait(for: "KEY resize")
        terminal.type("k")
        try terminal.wait(for: #"KEY character("k")"#)
        #expect(terminal.screen.modes.contains(1049))
        terminal.type("q")
        try terminal.wait(for: "ended: left")
        terminal.type("exit\r")
        #expect(try terminal.waitForEnd() == .exited(0))
        expectGivenBack(terminal)
    }

    @Test func afterAStopFromOutsideTheScreenIsDrawnAnew() throws {
        let terminal = try start()
        try ready(terminal)
        terminal.signal(SIGSTOP)
        #expect(try terminal.waitForEnd() == .stopped(SIGSTOP))
        let before = terminal.output.count
        terminal.signal(SIGCONT)
        try terminal.wait("a whole screen") { _ in terminal.output.count > before + 500 }
        #expect(terminal.screen.text.contains("KEY none"))
        terminal.type("q")
        #expect(try terminal.waitForEnd() == .exited(0))
        expectGivenBack(terminal)
    }

    @Test func aResizeDrawsTheWholeNewScreen() throws {
        let terminal = try start()
        try ready(terminal)
        for size in [Size(width: 132, height: 43), Size(width: 20, height: 5), Size(width: 100, height: 30)] {
            terminal.resize(size)
            try terminal.wait("\(size)") { screen in
                screen.line(0).hasSuffix("\(size.width)x\(size.height) ╮") && screen.line(size.height - 1).hasPrefix("╰─")
                    && (1..<size.height - 1).allSatisfy { screen.line($0).hasSuffix("│") }
            }
        }
        terminal.type("q")
        #expect(try terminal.waitForEnd() == .exited(0))
        expectGivenBack(terminal)
    }

    @Test func theTerminalIsLentAndTakenAgain() throws {
        let terminal = try start()
        try ready(terminal)
        terminal.type("L")
        try terminal.wait(for: "LENT")
        expectGivenBack(terminal)
        // ^C and ^Z of the borrower's are not ours.
        terminal.type("\u{3}\u{1a}line\r")
        try terminal.wait(for: #"KEY character("L")"#)
        #expect(terminal.screen.modes.contains(1049))
        terminal.type("q")
        #expect(try terminal.waitForEnd() == .exited(0))
        #expect(terminal.screen.text.contains("LENT"))
        expectGivenBack(terminal)
    }

    @Test func aNewThemeRepaintsEverythingAndCtrlLToo() throws {
        let terminal = try start()
        try ready(terminal)
        terminal.type("M")
        try terminal.wait("mono") { $0[2, 3].look == .init(foreground: -1, background: -1, attributes: [.bold, .underline]) }
        let before = terminal.output.count
        terminal.type("\u{c}")
        try terminal.wait(for: "control(\"l\")")
        #expect(terminal.output.count > before + 500)
        terminal.type("B")
        try terminal.wait("a bell") { $0.bells == 1 }
    }

    @Test func aTerminalThatTakesNothingDoesNotHoldUpKeysAndIsStillGivenBack() throws {
        let terminal = try start(size: Size(width: 132, height: 43))
        try ready(terminal)
        try terminal.stuff(by: "\u{c}")
        terminal.type("jjjq")
        #expect(try terminal.waitForEnd(reading: false) == .exited(0))
        while terminal.read() {}
        expectGivenBack(terminal)
    }

    @Test func afterAPauseTheNewestPictureIsShown() throws {
        let terminal = try start(size: Size(width: 132, height: 43))
        try ready(terminal)
        try terminal.stuff(by: "\u{c}")
        terminal.type("z")
        try terminal.wait(for: #"KEY character("z")"#)
        #expect(terminal.screen.unknown == [])
    }

    @Test func aKeyCostsFewBytes() throws {
        let terminal = try start()
        try ready(terminal)
        terminal.type("j")
        try terminal.wait(for: "#1")
        let before = terminal.output.count
        terminal.type("k")
        try terminal.wait(for: "#2")
        #expect(terminal.output.count - before < 120)
    }
}
