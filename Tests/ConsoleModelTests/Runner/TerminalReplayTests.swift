import Testing

@testable import ConsoleModel

/// What goes between a console and the terminal it is attached to.
@Suite struct TerminalReplayTests {
    private func replay(_ parts: String...) -> String {
        var replay = TerminalReplay()
        for part in parts { replay.take(Array(part.utf8)) }
        return String(decoding: replay.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("plain text is repeated", "Name? dana\r\nSure? ", "Name? dana\r\nSure? "),
        ("colours too", "\u{1b}[1;31mred\u{1b}[m\u{1b}[K", "\u{1b}[1;31mred\u{1b}[m\u{1b}[K"),
        ("a question for the cursor's place is not", "a\u{1b}[6nb", "ab"),
        ("nor one for the terminal's name", "a\u{1b}[c\u{1b}[>c\u{1b}[>0q\u{5}b", "ab"),
        ("nor one for a colour", "a\u{1b}]11;?\u{1b}\\b\u{1b}]0;title\u{7}c", "abc"),
        ("nor what a string hides", "a\u{1b}P$qm\u{1b}\\b", "ab"),
        ("placing the cursor means nothing on another screen", "a\u{1b}[10;10Hb\u{1b}[2Jc", "abc"),
        ("modes that are set stay set", "a\u{1b}[?2004h\u{1b}[?25lb", "ab\u{1b}[?2004h"),
        ("and those that were reset do not", "\u{1b}[?1h\u{1b}=x\u{1b}[?1l\u{1b}>", "x"),
        (
            "a program that has the whole screen draws it itself", "before\u{1b}[?1049h\u{1b}[?1h\u{1b}=~\r\n",
            "\u{1b}[?1049h\u{1b}[?1h\u{1b}="
        ),
        ("and when it left, what was before is there", "before\u{1b}[?1049hdrawn\u{1b}[?1049l after", "before after"),
    ])
    func whoAttachesSees(_ what: String, output: String, replayed: String) {
        #expect(replay(output) == replayed, "\(what)")
        var split = TerminalReplay()
        for byte in output.utf8 { split.take([byte]) }
        #expect(String(decoding: split.bytes, as: UTF8.self) == replayed, "\(what), byte by byte")
    }

    @Test func onlyTheNewestTextIsKept() {
        var replay = TerminalReplay()
        for _ in 0..<100 { replay.take([UInt8](repeating: UInt8(ascii: "x"), count: 5000)) }
        replay.take(Array("the end".utf8))
        #expect(replay.bytes.count <= 2 * TerminalReplay.limit + 5000 && replay.bytes.suffix(7).elementsEqual("the end".utf8))
    }

    @Test func framesSurviveBeingCut() throws {
        let sent: [TerminalFrame] = [.size(rows: 50, columns: 300), .keys(Array("a\u{1b}[A".utf8)), .keys([]), .size(rows: 1, columns: 1)]
        var frames = TerminalFrames()
        var received: [TerminalFrame] = []
        for byte in sent.flatMap(\.bytes) { received += try frames.take([byte]) }
        #expect(received == sent)
    }

    @Test(arguments: ["GET / HTTP/1.1\r\n", "k\u{7f}\u{7f}", "s\u{0}\u{2}ab"])
    func whatIsNoConsoleIsNotListenedTo(words: String) {
        var frames = TerminalFrames()
        #expect(throws: TerminalFrames.Nonsense.self) { try frames.take(Array(words.utf8)) }
    }

    @Test(arguments: [("24x80", TerminalSize(rows: 24, columns: 80)), ("0x80", nil), ("24", nil), ("axb", nil), ("70000x3", nil)])
    func sizesAreRead(text: String, size: TerminalSize?) { #expect(TerminalSize(text: text) == size) }
}
