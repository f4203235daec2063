import ConsoleTUI
import ConsoleTestKit
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whatever is drawn after whatever, what the terminal shows is the last picture: our differences, those of ncurses, scrolling
/// by the terminal, and wide glyphs cut in half included.
@Suite(.serialized) struct SceneTests {
    /// Besides, attributes a terminal does not have, or not together with colours (`ncv` in its description).
    @Test(
        arguments: [
            ("xterm-256color", []), ("screen", []), ("linux", [.underline, .dim]), ("vt100", [.dim]),
            ("tmux-256color", []), ("rxvt", [.dim]), ("alacritty", []),
        ] as [(String, Attributes)])
    func theTerminalShowsTheLastPicture(term: String, without: Attributes) throws {
        guard try TerminfoEntry(term) != nil else {
            print("\(term) is not tried: this host has no entry for it (apt install ncurses-term)")
            return
        }
        let file = "/tmp/scene-\(getpid())-\(term)"
        defer { unlink(file) }
        let terminal = try PseudoTerminal(
            BuiltProgram.path("TerminalFixture"), ["scenes=" + file], environment: ["TERM": term, "LANG": "C.UTF-8"])
        for round in 1...25 {
            terminal.type(String(repeating: "n", count: 1 + round % 5) + "w")
            try terminal.wait("a bell") { $0.bells == round }
            // The bell goes out before the picture that the same keys asked for.
            let lines = Self.lines(of: file)
            try? terminal.wait(within: .seconds(2)) { difference($0, lines, without, isConsole: term == "linux") == nil }
            try #require(difference(terminal.screen, lines, without, isConsole: term == "linux") == nil, "round \(round)")
        }
        #expect(terminal.screen.unknown == [])
    }

    private static func lines(of path: String) -> [Substring] {
        let file = open(path, O_RDONLY)
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 18)
        let count = read(file, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// Where the screen is not as described; nil when it is.
    private func difference(_ screen: ScreenEmulator, _ lines: [Substring], _ without: Attributes, isConsole: Bool) -> String? {
        // On the console signs are replaced: only colours can be compared.
        for y in 0..<24 where !isConsole && screen.line(y) != lines[y] { return "line \(y): \(screen.line(y)) is not \(lines[y])" }
        for (index, line) in lines[24...].dropLast().enumerated() {
            let (cell, numbers) = (screen[index % 80, index / 80], line.split(separator: " ").compactMap { Int($0) })
            // A blank has a ground alone.
            let isBlank = cell.text == " " || cell.text.isEmpty
            let attributes = Attributes(rawValue: UInt8(numbers[2])).subtracting(without)
            let expected = ScreenEmulator.Look(foreground: numbers[0], background: numbers[1], attributes: attributes)
            if isBlank ? cell.look.background != numbers[1] : cell.look != expected {
                return "cell \(index % 80), \(index / 80): \(cell.look) is not \(expected)"
            }
        }
        return nil
    }
}
