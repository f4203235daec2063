import ConsoleTUI
import ConsoleTestKit
import Testing

/// The same small console on each kind of terminal.
@Suite(.serialized) struct TerminalKindTests {
    private func start(_ arguments: [String] = [], environment: [String: String]) throws -> PseudoTerminal {
        try PseudoTerminal(BuiltProgram.path("TerminalFixture"), arguments, environment: environment)
    }

    @Test(arguments: [
        ("xterm-256color", "depth palette unicode", "╭ Fixture ─"), ("tmux-256color", "depth palette unicode", "╭ Fixture ─"),
        ("screen", "depth eight unicode", "╭ Fixture ─"), ("xterm", "depth eight unicode", "╭ Fixture ─"),
        ("linux", "depth eight console", "┌ Fixture ─"), ("vt100", "depth mono unicode", "╭ Fixture ─"),
        ("screen-256color", "depth palette unicode", "╭ Fixture ─"),
    ])
    func drawsAsWellAsTheTerminalCan(term: String, depth: String, corner: String) throws {
        let terminal = try start(environment: ["TERM": term, "LANG": "C.UTF-8"])
        try terminal.wait(for: depth)
        #expect(terminal.screen.line(0).hasPrefix(corner))
        terminal.type("q")
        #expect(try terminal.waitForEnd() == .exited(0))
        #expect(terminal.screen.unknown == [])
        #expect(terminal.screen.isCursorVisible && !terminal.screen.modes.contains(1049))
    }

    @Test(
        arguments: [
            (["LC_ALL": "C"], [], "vt100"), (["LANG": "de_DE.ISO-8859-1"], [], "xterm"), (["LANG": "C.UTF-8"], ["ascii"], "xterm-256color"),
            (["LANG": "C"], [], "vt220"),
        ] as [([String: String], [String], String)])
    func nothingButAsciiReachesATerminalThatWantsIt(locale: [String: String], arguments: [String], term: String) throws {
        let terminal = try start(arguments, environment: locale.merging(["TERM": term]) { $1 })
        try terminal.wait(for: "ascii")
        #expect(terminal.screen.line(0).hasPrefix("+ Fixture ---"))
        #expect(terminal.screen.line(2).hasPrefix("| * good "))
        #expect(terminal.screen.line(3).hasPrefix("| X bad ? ?  e e  "))
        #expect(terminal.screen.line(4).hasPrefix("| __.--=^# v ? !  "))
        #expect(terminal.output.allSatisfy { $0 < 0x80 })
        terminal.type("q")
        #expect(try terminal.waitForEnd() == .exited(0))
    }

    @Test(arguments: [["LANG": "C"], [:], ["LANG": "xx_XX.UTF-8"], ["LC_ALL": "C.UTF-8", "LANG": "C"]])
    func unicodeIsDrawnWhereNobodyAskedForLess(locale: [String: String]) throws {
        let terminal = try start(environment: locale.merging(["TERM": "xterm-256color"]) { $1 })
        try terminal.wait(for: "depth palette unicode")
        #expect(terminal.screen.line(0).hasPrefix("╭ Fixture ─"))
    }

    @Test(arguments: [
        ("dumb", "cannot show a full screen"), ("no-such-terminal", "does not know"), ("", "TERM is not set"),
    ])
    func aTerminalThatCannotDoItIsRefusedInWords(term: String, words: String) throws {
        let terminal = try start(environment: ["TERM": term, "LANG": "C.UTF-8"])
        #expect(try terminal.waitForEnd() == .exited(2))
        #expect(terminal.screen.text.contains(words))
        #expect(!terminal.output.contains(0x1b))
    }

    @Test func noColorMeansNoColours() throws {
        let terminal = try start(environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8", "NO_COLOR": "1"])
        try terminal.wait(for: "depth mono unicode")
        for y in 0..<24 {
            for x in 0..<80 { #expect(terminal.screen[x, y].look.foreground == -1 && terminal.screen[x, y].look.background == -1) }
        }
    }
}
