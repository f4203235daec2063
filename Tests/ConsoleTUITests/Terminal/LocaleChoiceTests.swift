import Testing

@testable import ConsoleTUI

@Suite struct LocaleChoiceTests {
    @Test(
        arguments: [
            (["LANG": "de_DE.UTF-8"], "xterm", true), (["LANG": "de_DE.utf8"], "vt100", true),
            (["LANG": "ca_ES.UTF-8@valencia"], "xterm", true),
            ([:], "xterm-256color", true), (["LANG": "C"], "screen", true), (["LANG": "POSIX"], "linux", true),
            (["LANG": ""], "vte-256color", true),
            (["LC_ALL": "", "LANG": "C"], "xterm", true), (["LC_ALL": "C"], "xterm", false),
            (["LC_CTYPE": "POSIX", "LANG": "de_DE.UTF-8"], "xterm", false),
            (["LANG": "de_DE.ISO-8859-1"], "xterm", false), (["LANG": "C"], "vt220", false), ([:], "vt100", false),
            (["LC_ALL": "C.UTF-8", "LANG": "C"], "vt100", true),
        ] as [([String: String], String, Bool)])
    func onlyWhoAsksForLessGetsLess(environment: [String: String], terminal: String, isUnicode: Bool) {
        #expect(LocaleChoice(environment: environment, terminal: terminal).isUnicode == isUnicode)
    }

    @Test func aLocaleThisHostDoesNotHaveIsReplacedByOneOfItsKind() {
        let choice = LocaleChoice(environment: ["LANG": "xx_XX.UTF-8"], terminal: "xterm")
        #expect(choice.names.prefix(2) == ["xx_XX.UTF-8", "C.UTF-8"])
        #expect(Terminal.setLocale(choice))
    }
}
