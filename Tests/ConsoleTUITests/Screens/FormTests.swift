import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleTUI

/// Typing into forms.
@Suite struct FormTests {
    @Test(arguments: [
        ("abc", [Key.left, .backspace], "ac"), ("abc", [.home, .delete], "bc"), ("abc def", [.control("w")], "abc "),
        ("abc def ", [.control("w")], "abc "), ("abc", [.control("u")], ""), ("abc", [.control("a"), .control("k")], ""),
        ("abc", [.control("a"), .character("x"), .control("e"), .character("y")], "xabcy"),
        ("", [.paste("two\nlines\u{1b}[2J")], "two lines^[[2J"), ("é", [.backspace], ""), ("👨‍👩‍👧", [.backspace, .backspace], ""),
        ("abc", [.left, .left, .left, .left, .right, .right, .right, .right, .character("!")], "abc!"),
    ])
    func editing(text: String, keys: [Key], expected: String) {
        var field = TextField(text)
        for key in keys {
            let isTaken = field.handle(key)
            #expect(isTaken)
        }
        #expect(field.text == expected)
    }

    @Test func theCursorStaysInSight() {
        let field = TextField(String(repeating: "0123456789", count: 5))
        let (line, cursor) = field.view(width: 12)
        #expect(line.text == "90123456789".suffix(11) && cursor == 11)
    }

    @Test func aFieldHasABound() {
        var field = TextField()
        _ = field.handle(.paste(String(repeating: "x", count: 100_000)))
        #expect(field.text.count == TextField.longest)
    }

    @Test func whatWasTypedComesBack() {
        var driver = ConsoleDriver(.go)
        driver.pressAndType("n 'first' Enter n 'second' Enter n")
        _ = driver.takeActions()
        driver.press("↑ ↑")
        #expect(driver.screen.contains("▸ Note  first"))
        driver.press("↓")
        #expect(driver.screen.contains("▸ Note  second"))
        driver.press("↓ Enter")
        #expect(driver.screen.contains("✖ type what should be remembered"))
    }

    @Test(arguments: [
        ("b", nil), ("ba", "ckend"), ("BACK", "end"), ("li looks at ba", "ckend"), ("run smo", "ke tests"), ("x run smo", "ke tests"),
        ("to v1.5", ".0"), ("backend", " answers"), ("xba", nil), ("first", " things first"), ("", nil), ("  ", nil),
    ])
    func wordsAreCompleted(typed: String, rest: String?) {
        let completion = Completion(history: ["first aid", "first things first"], LaunchFixture.go.snapshot)
        #expect(completion.rest(after: typed) == rest)
    }

    @Test func whatIsSuggestedIsTakenByOneKey() {
        for key in ["→", "End", "^E", "^F", "Tab"] {
            var driver = ConsoleDriver(.go)
            driver.pressAndType("n 'li restarts ba'")
            #expect(driver.screen.contains("li restarts backend") && driver.screen.contains("→ complete"))
            driver.press("\(key) Enter")
            #expect(driver.takeActions() == [.launch(.note("li restarts backend"))], "\(key)")
        }
        var driver = ConsoleDriver(.go)
        driver.pressAndType("n 'li restarts ba' Enter")
        #expect(driver.takeActions() == [.launch(.note("li restarts ba"))], "what is only suggested is not said")
    }

    @Test func theWordThatStartsARollbackIsNeverSuggested() {
        var driver = ConsoleDriver(.firing)
        driver.pressAndType("n 'PAM' Enter R 'PA' → Tab Enter Enter")
        #expect(driver.takeActions() == [.launch(.note("PAM"))])
        #expect(driver.screen.contains("type PAM exactly"))
    }

    @Test func promptsCompleteAndRememberToo() {
        var driver = ConsoleDriver(.go)
        driver.pressAndType("2 / 'tell ev'")
        #expect(driver.lines(23..<24) == " /tell everybody")
        driver.press("Tab Enter")
        #expect(driver.screen.contains("│▸  [ ] Tell everybody"))
        driver.press("g g / ^U ↑")
        #expect(driver.lines(23..<24) == " /tell everybody")
        driver.pressAndType("Esc 5 t '5m' Enter t ↑")
        #expect(driver.lines(23..<24) == " at 5m")
        driver.pressAndType("Esc 6 / 'check' Enter / ^U ↑")
        #expect(driver.lines(23..<24) == " /check")
    }

    @Test func theTerminalsCursorStandsInTheField() throws {
        var driver = ConsoleDriver(.go)
        driver.pressAndType("n 'ab'")
        let cursor = try #require(driver.grid.cursor)
        #expect(driver.grid[cursor.x - 1, cursor.y].glyph == "b")
        driver.press("Esc")
        #expect(driver.grid.cursor == nil)
    }

    @Test func escapeLeavesWithoutADeed() {
        for keys in ["R", "d", "n", "c", "h", ":", "w e", "2 x", "2 Enter", "?"] {
            var driver = ConsoleDriver(.go)
            let before = driver.screen
            driver.press(keys)
            driver.press("Esc")
            #expect(driver.takeActions().isEmpty && (keys.hasPrefix("2") || driver.screen == before), "\(keys)")
        }
    }

    @Test(arguments: [
        ("we", "window-extend"), ("rb", "rollback"), ("roll", "rollback"), ("wo", "window-open"), ("ack", "acknowledge"), ("fin", "finish"),
    ])
    func fuzzyMatchingFindsTheCommandThatIsMeant(typed: String, name: String) {
        var palette = Palette(.standard, context: .checklist, themes: [], isRefused: { _, _ in false })
        for character in typed { _ = palette.handle(.character(character)) }
        #expect(palette.matches.first?.name == name)
    }

    /// What is typed next would be commands.
    @Test(arguments: ["25:99", "foo"])
    func aTimeThatIsNoneStaysToBeCorrected(typed: String) {
        var driver = ConsoleDriver(.go)
        driver.press("5 t")
        driver.type(typed)
        driver.press("Enter")
        #expect(driver.grid.line(23).hasPrefix(" at \(typed)  ✖ no time; type 14:02, 14:02:11, 5m (ago)"), "\(driver.screen)")
        driver.press("^U")
        driver.type("5m")
        #expect(driver.grid.line(23) == " at 5m")
        driver.press("↑")
        #expect(driver.grid.line(23) == " at \(typed)", "what was typed comes back")
        driver.press("^U")
        driver.type("5m")
        driver.press("Enter")
        #expect(driver.takeActions() == [.log(.goTo(driver.launch.now.wall - .seconds(300)))])
    }

    @Test func aPatternThatIsNoneStaysToBeCorrected() {
        for (keys, sign) in [("2 /", "/"), ("5 &", "&"), ("5 /", "/"), ("6 /", "/")] {
            let launch = LaunchFixture.go
            var state = ScreenState(plan: launch.plan, state: launch.state) { _ in .failure(Refusal("( is not closed", instead: "close it"))
            }
            for name in (keys + " ( Enter").split(separator: " ") { _ = Key(name: String(name)).map { state.handle($0, launch.snapshot) } }
            let line = Screen.draw(launch.snapshot, state).line(23)
            #expect(line.hasPrefix(" \(sign)(") && line.contains("✖ ( is not closed"), "\(line)")
        }
    }

    @Test func aFileThatCannotBeWrittenIsAskedForAgainWithWhy() {
        for keys in [["5 s"], [":", "save-screen", "Enter"]] {
            var driver = ConsoleDriver(.go)
            for (index, part) in keys.enumerated() { if index == 1 { driver.type(part) } else { driver.press(part) } }
            driver.press("^U")
            driver.type("nodir/x")
            driver.press("Enter")
            driver.refuse(Refusal("nodir/x cannot be written: no such directory", instead: ""))
            #expect(driver.screen.contains("▸ File  nodir/x") && driver.screen.contains("✖ nodir/x cannot be written: no such directory"))
            driver.press("^U")
            driver.type("x")
            driver.press("↑")
            #expect(driver.screen.contains("▸ File  nodir/x") && !driver.screen.contains("✖ nodir"), "what was typed comes back")
            driver.press("Esc n ↑")
            #expect(!driver.screen.contains("nodir"), "a path is no note")
        }
    }

    /// It is about something else.
    @Test func aRefusalThatComesLaterOpensNoForm() {
        var driver = ConsoleDriver(.go)
        driver.press("n")
        driver.type("a note")
        driver.press("Enter")
        driver.change { $0.pass(.seconds(1)) }
        driver.refuse(Refusal("the runner could not be started", instead: ""))
        #expect(driver.screen.contains("✖ the runner could not") && !driver.screen.contains("▸ Note"))
    }

    /// The documents say so.
    @Test(arguments: ConsoleCommand.Context.allCases)
    func everyCommandIsInThePaletteOfEveryScreen(context: ConsoleCommand.Context) {
        for command in ConsoleCommand.all {
            var palette = Palette(.standard, context: context, themes: ["dark"], isRefused: { _, _ in false })
            for character in command.name { _ = palette.handle(.character(character)) }
            #expect(palette.matches.first?.name == command.name)
        }
    }

    @Test func aCommandOfAnotherScreenGoesThereAndIsDone() {
        for (typed, asks, shows) in [
            ("merge", [.log(.select(["backend", "nginx"]))], "▸5 Logs"), ("log-merge", [.log(.select(["backend", "nginx"]))], "▸5 Logs"),
            ("fold-all", [], "[x] Announce"), ("record-notes", [.record(.kind(.note))], "▸6 Record"),
        ] as [(String, [ConsoleAction], String)] {
            var driver = ConsoleDriver(.go)
            driver.press("1 :")
            driver.type(typed)
            #expect(driver.screen.contains("on screen "))
            driver.press("Enter")
            #expect(driver.takeActions() == asks && driver.screen.contains(shows), "\(typed)\n\(driver.screen)")
        }
    }

    @Test func aCommandOfARunOpensTheRun() {
        var driver = ConsoleDriver(.interrupted)
        driver.press("3 :")
        driver.type("resume")
        driver.press("Enter")
        #expect(driver.takeActions() == [.launch(.resume(run: "r1", choice: .resume))])
        driver = ConsoleDriver(.preparing)
        driver.press(":")
        driver.type("resume")
        driver.press("Enter")
        #expect(driver.screen.contains("✖ resume: nothing was run yet") && driver.takeActions().isEmpty)
        driver.press(":")
        driver.type("page-top")
        driver.press("Enter")
        #expect(driver.screen.contains("no page is open"))
    }

    @Test func aPaletteThatIsLongerThanItsBoxSaysSo() {
        var driver = ConsoleDriver(.go)
        driver.press(":")
        let count = ConsoleCommand.all.count
        #expect(driver.screen.contains(" ↓\(count - 15) more ─╯"), "\(driver.screen)")
        driver.press("PgDn PgDn")
        #expect(driver.screen.contains(" ↑6 more ↓\(count - 21) more ─╯"), "\(driver.screen)")
    }

    @Test func aThemeIsShownBeforeItIsChosen() {
        var driver = ConsoleDriver(.go, themes: ["dark", "light", "mono"])
        driver.press(":")
        driver.type("theme ")
        driver.press("↓ ↓")
        #expect(driver.takeActions() == [.tryTheme("dark"), .tryTheme("mono"), .tryTheme("light")])
        driver.press("Esc")
        #expect(driver.takeActions() == [.tryTheme(nil)])
        driver.press(":")
        driver.type("light")
        driver.press("Enter")
        #expect(driver.takeActions() == [.tryTheme("light"), .theme("light")])
        driver.press(":")
        driver.type("light")
        driver.press("^U Esc")
        #expect(driver.takeActions() == [.tryTheme("light"), .tryTheme(nil)])
    }

    @Test(arguments: [("win", ["window-open", "window-cut", "window-extend"]), ("window-cut", ["window-cut"])])
    func whatCannotBeDoneNowComesLastUnlessItIsWhatWasTyped(typed: String, names: [String]) {
        var palette = Palette(
            .standard, context: .checklist, themes: [], isRefused: { command, _ in ["window-cut", "window-extend"].contains(command.name) })
        for character in typed { _ = palette.handle(.character(character)) }
        #expect(palette.matches.map(\.name).filter { $0.hasPrefix("window") } == names)
    }
}
