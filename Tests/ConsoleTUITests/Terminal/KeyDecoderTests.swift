import Testing

@testable import ConsoleTUI

@Suite struct KeyDecoderTests {
    private let start = Duration.seconds(100)

    private func keys(_ text: String, sequences: [[UInt8]: Key] = [:]) -> [Key] {
        var decoder = KeyDecoder(sequences: sequences)
        let now = decoder.feed(Array(text.utf8), at: start)
        return now + decoder.expire(at: start + .seconds(1))
    }

    @Test(arguments: [
        ("a", [Key.character("a")]), (" R", [.character(" "), .character("R")]),
        ("é日🚀", [.character("é"), .character("日"), .character("🚀")]),
        ("\r\t\u{7f}\u{8}", [.enter, .tab, .backspace, .backspace]), ("\u{3}\u{1a}\n", [.control("c"), .control("z"), .control("j")]),
        ("\u{0}\u{1f}", [.control(" "), .control("_")]), ("\u{1b}", [.escape]), ("\u{1b}\u{1b}", [.escape, .escape]),
        ("\u{1b}\r", [.escape, .enter]), ("\u{1b}x", [.alt("x")]), ("\u{1b}é", [.alt("é")]), ("\u{1b}[", [.alt("[")]),
        ("\u{1b}O", [.alt("O")]),
        ("\u{1b}[A\u{1b}OB\u{1b}[1;5C", [.up, .down, .right]), ("\u{1b}[H\u{1b}OF\u{1b}[1~\u{1b}[8~", [.home, .end, .home, .end]),
        ("\u{1b}[Z\u{1b}[2~\u{1b}[3~\u{1b}[5~\u{1b}[6;2~", [.backTab, .insert, .delete, .pageUp, .pageDown]),
        ("\u{1b}OP\u{1b}[11~\u{1b}[[A\u{1b}[15~\u{1b}[24~", [.function(1), .function(1), .function(1), .function(5), .function(12)]),
        ("\u{1b}OM\u{1b}Oq", [.enter, .character("1")]), ("\u{1b}[?62;4cx", [.character("x")]), ("\u{1b}[Ix\u{1b}[O", [.character("x")]),
        ("\u{1b}]11;rgb:00/00/00\u{7}x", [.character("x")]), ("\u{1b}P1$r0m\u{1b}\\x", [.character("x")]), ("\u{1b}[1;5", []),
        ("\u{1b}\u{1b}[A", [.escape, .up]),
    ])
    func decodesWhatTerminalsSend(text: String, expected: [Key]) {
        #expect(keys(text) == expected)
    }

    @Test func bytesThatAreNoTextBecomeAVisibleSign() {
        var decoder = KeyDecoder()
        #expect(
            decoder.feed([0xff, 0x61, 0xc3, 0x28, 0xe6, 0x97], at: start) == [
                .character("\u{fffd}"), .character("a"), .character("\u{fffd}"), .character("("),
            ])
        #expect(decoder.feed([0xa5], at: start) == [.character("日")])
        #expect(decoder.deadline == nil)
    }

    @Test func anEscapeIsAKeyOnlyAfterItsTime() {
        var decoder = KeyDecoder()
        #expect(decoder.feed([0x1b], at: start) == [])
        #expect(decoder.deadline == start + KeyDecoder.patience)
        #expect(decoder.expire(at: start + .milliseconds(24)) == [])
        #expect(decoder.expire(at: start + .milliseconds(25)) == [.escape])
        #expect(decoder.deadline == nil)
        #expect(decoder.expire(at: start + .seconds(9)) == [])
    }

    @Test(arguments: [
        (24, "q", [Key.alt("q")]), (25, "q", [.escape, .character("q")]), (400, "?q", [.escape, .character("?"), .character("q")]),
        (400, "[A", [.up]), (400, "OA", [.up]), (400, "\u{1b}", [.escape]),
    ])
    func aKeyAfterALateEscapeIsNoAltKeyHoweverLateBothAreRead(milliseconds: Int, text: String, expected: [Key]) {
        var decoder = KeyDecoder()
        #expect(decoder.feed([0x1b], at: start) == [])
        #expect(decoder.feed(Array(text.utf8), at: start + .milliseconds(milliseconds)) == expected)
    }

    @Test func aSequenceMayComeInPieces() {
        var decoder = KeyDecoder()
        #expect(decoder.feed([0x1b], at: start) == [])
        #expect(decoder.feed([0x5b], at: start + .milliseconds(10)) == [])
        #expect(decoder.deadline == start + .milliseconds(10) + KeyDecoder.longPatience)
        #expect(decoder.feed([0x31, 0x3b], at: start + .milliseconds(80)) == [])
        #expect(decoder.feed([0x35, 0x41, 0x71], at: start + .milliseconds(200)) == [.up, .character("q")])
    }

    @Test func signsOfLifeAreNoKeys() {
        var decoder = KeyDecoder()
        #expect(decoder.feed("j\u{1b}[0nk\u{1b}[0n".utf8, at: start) == [.character("j"), .character("k")])
        #expect(decoder.takeAnswers() == 2)
        #expect(decoder.takeAnswers() == 0)
    }

    @Test func aSignOfLifeInPiecesIsNoKeysEither() {
        var decoder = KeyDecoder()
        decoder.expectsAnswer = true
        #expect(decoder.feed("\u{1b}[".utf8, at: start) == [])
        #expect(decoder.expire(at: start + .milliseconds(1900)) == [])
        #expect(decoder.feed("0nj".utf8, at: start + .milliseconds(1950)) == [.character("j")])
        #expect(decoder.takeAnswers() == 1)
    }

    @Test func aSignOfLifeInThePasteIsNoPartOfIt() {
        var decoder = KeyDecoder()
        decoder.expectsAnswer = true
        #expect(decoder.feed("\u{1b}[200~one \u{1b}[0ntext\u{1b}[201~".utf8, at: start) == [.paste("one text")])
        #expect(decoder.takeAnswers() == 1)
    }

    @Test func aPasteIsOneKeyWithoutAnythingATerminalCouldObey() {
        #expect(keys("\u{1b}[200~two\r\nlines\r\u{1b}[31mred\u{1b}[201~x") == [.paste("two\nlines\n^[[31mred"), .character("x")])
        #expect(keys("\u{1b}[200~\u{1b}[201~") == [.paste("")])
        var decoder = KeyDecoder()
        #expect(decoder.feed("\u{1b}[200~par".utf8, at: start) == [])
        #expect(decoder.feed("t\u{1b}[20".utf8, at: start + .seconds(1)) == [])
        #expect(decoder.feed("1~".utf8, at: start + .seconds(2)) == [.paste("part")])
    }

    @Test func aPasteWhoseEndIsLostEndsByItself() {
        var decoder = KeyDecoder()
        #expect(decoder.feed("\u{1b}[200~lost".utf8, at: start) == [])
        #expect(decoder.expire(at: start + .milliseconds(1999)) == [])
        #expect(decoder.expire(at: start + .seconds(2)) == [.paste("lost")])
        #expect(decoder.feed("x".utf8, at: start + .seconds(3)) == [.character("x")])
    }

    @Test func aHugePasteLosesItsEnd() {
        let huge = String(repeating: "x", count: PasteBuffer.limit + 5)
        #expect(keys("\u{1b}[200~" + huge + "\u{1b}[201~") == [.paste(String(repeating: "x", count: PasteBuffer.limit))])
    }

    @Test func pressesAndTheWheelAreMouseKeys() {
        let at = Point(x: 9, y: 4)
        #expect(keys("\u{1b}[<0;10;5M\u{1b}[<0;10;5m") == [.mouse(Mouse(button: .left, at: at))])
        #expect(
            keys("\u{1b}[<64;10;5M\u{1b}[<65;10;5M") == [
                .mouse(Mouse(button: .wheelUp, at: at)), .mouse(Mouse(button: .wheelDown, at: at)),
            ])
        #expect(keys("\u{1b}[<18;10;5M\u{1b}[<35;1;1M") == [.mouse(Mouse(button: .right, at: at))])
    }

    @Test func theTerminalsOwnDescriptionGoesFirst() {
        let vt100: [[UInt8]: Key] = [Array("\u{1b}Ot".utf8): .function(5), [0x08]: .left]
        #expect(keys("\u{1b}Ot\u{8}", sequences: vt100) == [.function(5), .backspace])
        let odd: [[UInt8]: Key] = [[0x1b, 0x54, 0x0d]: .pageUp]
        #expect(keys("\u{1b}T\r", sequences: odd) == [.pageUp])
        #expect(keys("\u{1b}T", sequences: odd) == [.alt("T")])
    }
}
