import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleTUI

/// An operator's own keys: what is taken, what is refused and why.
@Suite struct KeyWishTests {
    /// One line for each command: `rollback: g r | F9`, `none` after the colon for no key. The place is the line.
    private static func wishes(_ text: String) -> [KeyWish] {
        text.split(separator: "\n").enumerated().map { index, line in
            let parts = line.split(separator: ":", maxSplits: 1)
            let keys = parts[1].split(separator: "|").map(\.trimmed).filter { $0 != "none" }
            let place = SourceLocation(file: "keys.yaml", line: index + 1)
            return KeyWish(
                String(parts[0]), at: place,
                keys.map { KeyWish.Sequence($0, at: SourceLocation(file: "keys.yaml", line: index + 1, column: 9)) })
        }
    }

    private static func apply(_ text: String) -> (table: CommandTable, problems: [String]) {
        let (table, problems) = CommandTable.standard(changedBy: wishes(text))
        return (table, problems.map { "\($0.location.line):\($0.location.column): \($0.message)" })
    }

    @Test(arguments: [
        ("rollback: g r", "rollback", ["g r"]), ("note: K | ^N", "note", ["K", "^N"]), ("save-screen: F9", "save-screen", ["F9"]),
        ("note: none", "note", []), ("tick: Enter\nopen: Space", "tick", ["⏎"]), ("skip: Ctrl-x", "skip", ["^X"]),
        ("zoom: Alt-z | Up", "zoom", ["z"]), ("up: Up", "up", ["↑"]),
    ])
    func commandsGetOtherKeys(text: String, command: String, keys: [String]) {
        #expect(Self.apply(text).table.named(command)?.keys == keys)
    }

    @Test func whatIsNotWishedForStaysAsItIs() {
        let (table, problems) = Self.apply("rollback: g r")
        #expect(problems.isEmpty && table.changed.map(\.name) == ["rollback"])
        for command in ConsoleCommand.all where command.name != "rollback" { #expect(table.named(command.name)?.keys == command.keys) }
    }

    @Test(arguments: [
        ("rolback: g r", "1:1: there is no command `rolback`; did you mean `rollback`?"),
        ("abracadabra: x", "1:1: there is no command `abracadabra`; `opsconsole keys` lists the commands"),
        (
            "rollback: Shift-R",
            "1:9: `Shift-R` is no key; write `x`, `^X`, `M-x`, `F5`, `Space`, `Enter`, `Esc`, `Tab`, `Up`, `PgDn`, `Home`…"
        ),
        ("rollback: F13", "1:9: `F13` is no key; write `x`, `^X`, `M-x`, `F5`, `Space`, `Enter`, `Esc`, `Tab`, `Up`, `PgDn`, `Home`…"),
        ("rollback: ^M", "1:9: terminals send `^M` as `Enter`; write `Enter`"),
        ("rollback: ^[", "1:9: terminals send `^[` as `Esc`; write `Esc`"),
        ("rollback: Esc r", "1:9: `Esc` leaves a sequence, so it cannot be in one; choose another key"),
        ("rollback: a b c d e", "1:9: a sequence has at most four keys; leave some out"),
        ("leave: none", "1:1: without a key for `leave` the console could not be closed; give it one"),
        ("close: none", "1:1: without a key for `close` a page could not be closed; give it one"),
        ("rollback: u", "1:9: `u` is `release` already; choose another key, or give `release` another one"),
        ("note: x", "1:9: `x` is `skip` already in the checklist; choose another key, or give `skip` another one"),
        ("skip: R", "1:9: `R` is `rollback` already in the checklist; choose another key, or give `rollback` another one"),
        ("resume: R", "1:9: `R` is `rollback` already in a run; choose another key, or give `rollback` another one"),
        ("resume: a", "1:9: `a` is `abort` already in a run; choose another key, or give `abort` another one"),
        (
            "note: g",
            "1:9: `g` begins `g g`, which is `top` and could not be typed any more; choose another key, or give `top` another one"
        ),
        ("rollback: z r", "1:9: `z` is `zoom`, so `z r` could never be typed; choose another key, or give `zoom` another one"),
        ("note: F9\nsave-screen: F9", "2:9: `F9` is `note` already; choose another key, or give `note` another one"),
        (
            "note: F9 x\nsave-screen: F9",
            "2:9: `F9` begins `F9 x`, which is `note` and could not be typed any more; choose another key, or give `note` another one"
        ),
    ])
    func whatIsWrongIsSaidAtItsPlaceAndChangesNothing(text: String, problem: String) {
        let (table, problems) = Self.apply(text)
        #expect(problems == [problem])
        #expect(table.changed.map(\.name) == (text.contains("\n") ? ["note"] : []))
    }

    @Test(arguments: [
        // Keys that other commands had, which have others now.
        "release: F2\nrollback: u", "tick: Enter\nopen: Space", "zoom: F3\nrollback: z r",
        "top: Home\nnext-pane: Tab\nprevious-pane: S-Tab\nnote: g",
        // Commands that are never on the screen together.
        "skip: e", "resume: d", "skip: M\nwrap: x",
        // What the program says of a key twice it may say in a file, too.
        "search-next: n\nnote: n", "replay-pause: Space",
    ])
    func whatIsNoClashIsTaken(text: String) {
        #expect(Self.apply(text).problems == [])
    }

    /// When a wish falls, what was only possible through it falls with it.
    @Test func aWishThatRestsOnAWrongOneFallsToo() {
        let (table, problems) = Self.apply("rollback: u\nrelease: q")
        #expect(table.changed.isEmpty)
        #expect(
            problems == [
                "1:9: `u` is `release` already; choose another key, or give `release` another one",
                "2:9: `q` is `close` already in a run; choose another key, or give `close` another one",
            ])
    }

    @Test func noKeyMeansTwoThingsHoweverManyAreWished() {
        let (table, _) = Self.apply("rollback: g r\nnote: x\ntick: Enter\nopen: Space\nskip: n\nfoo: x\nzoom: g")
        for context in ConsoleCommand.Context.allCases {
            let here = table.commands.filter { $0.contexts.contains(context) }
            let keys = here.flatMap { command in command.keys.map { ($0, command.name) } }
            #expect(Set(keys.map(\.0)).count == keys.count, "\(context)")
        }
    }

    @Test func theTableItselfHasNoClash() {
        let all = ConsoleCommand.all.map { command in
            KeyWish(
                command.name, at: SourceLocation(file: "keys.yaml", line: 1),
                command.keys.map { KeyWish.Sequence($0, at: SourceLocation(file: "keys.yaml", line: 1)) })
        }
        let (table, problems) = CommandTable.standard(changedBy: all)
        #expect(problems == [] && table.changed.isEmpty)
    }

    // MARK: On the screen

    private static func driver(_ launch: LaunchFixture, _ text: String, width: Int = 80, height: Int = 24) -> ConsoleDriver {
        ConsoleDriver(launch, width: width, height: height, table: apply(text).table)
    }

    @Test func theNewKeysWorkAndTheOldOnesDoNot() {
        var driver = Self.driver(.firing, "rollback: g r\nhold: F2\nnote: none")
        driver.press("R")
        #expect(driver.screen.contains("R does nothing here; ? shows what does"))
        driver.press("g r")
        #expect(driver.screen.contains("╭ ROLL BACK"))
        driver.press("Esc F2")
        #expect(driver.screen.contains("Hold the automatic rollback"))
        driver.press("Esc n")
        #expect(driver.screen.contains("n does nothing here"))
    }

    @Test func everythingShowsTheNewKeys() {
        var driver = Self.driver(.firing, "rollback: g r\nhold: F2\nhelp: F4\nleave: Q\ndecide: none\nchecklist: F6\ntriggers: none")
        #expect(driver.screen.contains("F2 holds it, with a reason · g r opens the rollback card"))
        #expect(driver.lines(23..<24).hasSuffix("F4 help   Q leave") && !driver.lines(23..<24).contains("decide"))
        #expect(driver.screen.contains("F6 Checklist") && driver.screen.contains(" Triggers"))
        driver.press("F4")
        #expect(driver.screen.contains("Help: overview"))
        let help = HelpText(table: driver.state.table, context: .overview).lines(width: 76).map(\.text)
        #expect(help.contains { $0.contains("F2 ") && $0.contains("Holds the countdown") })
        driver.press("Esc :")
        driver.type("rollback")
        #expect(driver.screen.contains("rollback  g r"))
        driver.press("Esc F6")
        #expect(driver.screen.contains("╭─▸F6 Checklist"))
    }

    /// No word on any screen tells of a key that does something else here.
    @Test func noScreenTellsOfAKeyThatIsNoMore() {
        let wishes = """
            decide: F2\nconfirm: F3\nhold: F4\nrollback: F5\nacknowledge: F6\noutput: F7\nrelease: F8\naccept: F9\nwindow-open: F10
            open: F11\nskip-step: F12\nresume: M-r\nretry: M-t\nabort: M-a\ncopy-commands: M-y\ntick: M-x\nskip: M-s\nnote: M-n
            """
        var changed = LaunchFixture.go
        changed.plan.sources[0].sha256 = "bb22"
        let launches: [LaunchFixture] = [
            .preparing, .go, .firing, .rollingBack, .interrupted, .rollbackFailed, .rolledBack, .askedByLi, .complete, changed,
        ]
        let words = [
            "d decide", "c confirm", "h hold", "R roll", "R confirms", "R opens", "a acknowl", "o shows", "· o: ", "u release", "; u,",
            "A accepts",
            "w o opens", "⏎ run", "⏎ open", "(y copies", "then s ", " r resume", " t retry", " s skip", " x skip", " n note",
        ]
        for launch in launches {
            for size in [(80, 24), (132, 43)] {
                for keys in ["1", "2", "3", "4", "6", "F7"] {
                    var driver = Self.driver(launch, wishes, width: size.0, height: size.1)
                    driver.press(keys)
                    for word in words { #expect(!driver.screen.contains(word), "\(word) in\n\(driver.screen)") }
                }
            }
        }
    }

    /// Whatever is bound, what is typed into a form stays what it is.
    @Test func theTypedWordIsTypedAsEver() {
        var driver = Self.driver(.firing, "leave: P\nzoom: A\nclear: M\nredraw: ^A\nrollback: F9\ntick: Enter\nopen: Space")
        driver.press("F9")
        driver.type("PAM")
        driver.press("Enter")
        #expect(driver.takeActions().contains(.launch(.rollback(reason: "Error rate: 7.2% > 5%", trigger: "errors", runID: ""))))
        driver.press("F9")
        driver.press("Esc")
        #expect(!driver.screen.contains("╭ ROLL BACK"))
    }

    @Test func aClickOnAHintGivesItsCommandWhateverItsKey() throws {
        var driver = Self.driver(.preparing, "hold: F2", width: 132, height: 43)
        let line = driver.grid.line(42)
        let place = try #require(line.range(of: "F2 hold")).lowerBound
        let column = line.distance(from: line.startIndex, to: place)
        driver.press(.mouse(Mouse(button: .left, at: Point(x: column + 4, y: 42))))
        #expect(driver.screen.contains("Hold the launch"))
    }
}

extension Substring {
    fileprivate var trimmed: String { String(self).trimmed }
}
