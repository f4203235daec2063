import ConsoleTestKit
import Foundation
import Testing

@testable import ConsoleTUI

/// The real program on every kind of terminal: it sends nothing that the terminal's entry does not have, and what the terminal then
/// shows is the picture.
@Suite(.serialized) struct TerminalListTests {
    struct Kind: CustomTestStringConvertible, Sendable {
        var term: String
        var environment: [String: String] = [:]
        var testDescription: String { ([term] + environment.map { "\($0.key)=\($0.value)" }).joined(separator: " ") }

        /// What of a picture the terminal can show.
        var repertoire: GlyphRepertoire {
            let all = environment.merging(["LANG": "C.UTF-8"]) { own, _ in own }
            return GlyphRepertoire(terminal: term, isUnicode: LocaleChoice(environment: all, terminal: term).isUnicode)
        }
    }

    static let kinds =
        ["vt100", "linux", "xterm", "xterm-256color", "screen", "tmux-256color", "rxvt", "alacritty"].map { Kind(term: $0) } + [
            Kind(term: "xterm-256color", environment: ["LC_ALL": "C"]), Kind(term: "vt100", environment: ["LANG": "C"]),
            Kind(term: "linux", environment: ["LC_ALL": "POSIX"]), Kind(term: "xterm-256color", environment: ["NO_COLOR": "1"]),
            Kind(term: "screen", environment: ["NO_COLOR": "1", "LC_ALL": "C"]),
        ]

    @Test(arguments: kinds)
    func itSendsNothingTheEntryDoesNotHaveAndShowsThePicture(kind: Kind) async throws {
        guard let entry = try TerminfoEntry(kind.term) else {
            print("\(kind.term) is not tried: this host has no entry for it (apt install ncurses-term)")
            return
        }
        try await onThread {
            let launch = try StagedLaunch(variables: kind.environment, more: "criteria: [\"部署 🚀 Größe e\u{301} is as it should be\"]")
            #expect(try launch.run(["note", launch.launchFile, "begun"]).code == 0)
            // Nobody watches: nothing moves, and the picture stands still.
            let console = try launch.console(
                ["watch", launch.launchFile, "--read-only"], size: Size(width: 100, height: 30), term: kind.term)
            try console.wait(for: "NOBODY IS WATCHING")
            try Self.walk(console)
            try Self.comparePicture(console, launch, kind)
            console.resize(Size(width: 80, height: 24))
            try Self.comparePicture(console, launch, kind)
            console.type("q")
            #expect(try console.waitForEnd() == .exited(0))
            #expect(TerminfoAudit(entry).offences(in: console.output) == [])
            #expect(console.screen.unknown == [])
            #expect(console.screen.isCursorVisible && console.screen.modes.isDisjoint(with: [1049, 47, 2004, 1000]))
        }
    }

    @Test(arguments: [("xterm-256color", true), ("vt100", false)])
    func theTitleIsTheVerdictAndTheLaunchWhereTheOldOneComesBack(term: String, hasTitle: Bool) async throws {
        try await onThread {
            let launch = try StagedLaunch()
            #expect(try launch.run(["note", launch.launchFile, "begun"]).code == 0)
            let console = try launch.console(["watch", launch.launchFile, "--read-only"], term: term)
            try console.wait(for: "NOBODY IS WATCHING")
            console.type("q")
            #expect(try console.waitForEnd() == .exited(0))
            let output = String(decoding: console.output, as: UTF8.self)
            #expect(output.contains("\u{1b}]2;") == hasTitle)
            #expect(output.contains(" · Shop v2\u{7}") == hasTitle, "\(output.debugDescription.prefix(2000))")
        }
    }

    private static func walk(_ console: PseudoTerminal) throws {
        for (keys, words) in [("2", "Announce the launch"), ("3", "web"), ("4", "error_rate"), ("6", "began the launch")] {
            console.type(keys)
            try console.wait(for: words)
        }
        console.type("?")
        try console.wait(for: "Help: ")
        console.type("\u{1b}")
        try console.wait("the help goes") { !$0.text.contains("Help: ") }
        console.type("R")
        try console.wait(for: "Esc cancel")
        console.type("\u{1b}")
        try console.wait("the card goes") { !$0.text.contains("Esc cancel") }
        console.type("3")
    }

    /// Saves the screen as the program sees it, and waits for the terminal to show the same.
    private static func comparePicture(_ console: PseudoTerminal, _ launch: StagedLaunch, _ kind: Kind) throws {
        let file = launch.scratch("screen.txt")
        unlink(file)
        console.type(":save-screen\r")
        try console.wait(for: "opsconsole-screen.txt")
        console.type("\u{15}\(file)\r")
        try launch.waitUntil("the screen is saved") { launch.text("screen.txt").hasSuffix("\n") }
        let picture = launch.text("screen.txt").split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let expected = picture.map { shown(String($0), kind.repertoire) }
        try console.wait("the picture on \(kind.testDescription):\n\(expected.joined(separator: "\n"))\n") { screen in
            (0..<screen.height).map(screen.line) == expected
        }
    }

    private static func shown(_ line: String, _ repertoire: GlyphRepertoire) -> String {
        var text = Glyphs(line).map { glyph in
            let shown = repertoire.shown(glyph.text)
            return shown + String(repeating: " ", count: max(0, glyph.width - TextWidth.of(shown)))
        }.joined()
        while text.last == " " { text.removeLast() }
        return text
    }

    @Test(arguments: [("osc9", "\u{1b}]9;Shop v2: ▲ ROLL BACK? "), ("osc777", "\u{1b}]777;notify;Shop v2;▲ ROLL BACK? "), ("off", nil)])
    func aTriggerThatFiresIsANotificationWhereTheTerminalHasThem(wish: String, sequence: String?) async throws {
        try await onThread {
            let launch = try StagedLaunch(variables: ["OPSCONSOLE_NOTIFY": wish])
            let console = try launch.console()
            try console.wait { $0.text.contains("GO") || $0.text.contains("PREPARING") }
            try launch.write("break.it", "")
            try console.wait(for: "ROLL BACK?")
            try console.wait("the bell") { $0.bells > 0 }
            console.type("q")
            #expect(try console.waitForEnd() == .exited(0))
            let said = String(decoding: console.output, as: UTF8.self)
            #expect(said.components(separatedBy: "\u{1b}]").filter { !$0.hasPrefix("2;") }.count == (sequence == nil ? 1 : 2))
            if let sequence { #expect(said.contains(sequence)) }
        }
    }

    @Test(arguments: [("xterm-256color", true), ("tmux-256color", true), ("alacritty", true), ("linux", false), ("vt100", false)])
    func theClipboardIsHandedToATerminalThatHasOne(term: String, hasOne: Bool) async throws {
        guard try TerminfoEntry(term) != nil else { return }
        try await onThread {
            let launch = try StagedLaunch()
            let console = try launch.console(term: term)
            try console.wait(for: "Announce the launch")
            console.type("2y")
            if hasOne {
                let wanted = "\u{1b}]52;c;" + Data("Announce the launch".utf8).base64EncodedString() + "\u{7}"
                try console.wait("the clipboard") { _ in String(decoding: console.output, as: UTF8.self).contains(wanted) }
            } else {
                try console.wait(for: "no clipboard")
                #expect(!String(decoding: console.output, as: UTF8.self).contains("\u{1b}]"))
            }
            console.type("q")
            #expect(try console.waitForEnd() == .exited(0))
        }
    }
}
