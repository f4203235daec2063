import ConsoleTestKit
import Testing

/// The test that looks for what a terminal does not know must find it.
@Suite struct TerminfoAuditTests {
    private func offences(_ term: String, _ output: String, besides: [String] = []) throws -> [String] {
        guard let entry = try TerminfoEntry(term) else { return [] }
        return TerminfoAudit(entry, besides: besides).offences(in: Array(output.utf8))
    }

    @Test(arguments: [
        ("vt100", "\u{1b}[38;5;3m"), ("vt100", "\u{1b}[31m"), ("vt100", "\u{1b}[?1049h"), ("vt100", "\u{1b}[?2004h"),
        ("linux", "\u{1b}]52;c;eA==\u{7}"),
        ("xterm", "\u{1b}[38;5;200m"), ("vt100", "\u{1b}[3X"), ("linux", "\u{1b}]9;x\u{7}"), ("xterm-256color", "\u{1b}[?9999h"),
        ("screen", "\u{1b}[2 q"),
    ])
    func whatTheEntryDoesNotHaveIsFound(term: String, output: String) throws {
        #expect(try offences(term, "text" + output + "text") == [output.debugDescription])
    }

    @Test(arguments: [
        ("vt100", "\u{1b}[12;40H\u{1b}[1m\u{1b}[0mtext\r\n"),
        ("xterm-256color", "\u{1b}[38;5;200m\u{1b}[48;5;17m\u{1b}[?1049h\u{1b}[?2004h"),
        ("linux", "\u{1b}[31m\u{1b}[5;10r\u{1b}[3X"), ("screen", "\u{1b}[33m\u{e}x\u{f}"),
    ])
    func whatItHasIsNot(term: String, output: String) throws { #expect(try offences(term, output) == []) }

    @Test func whatIsDocumentedMayBeSentBesides() throws {
        #expect(try offences("vt100", "\u{1b}[?1000h", besides: ["\u{1b}[?1000h"]) == [])
    }
}
