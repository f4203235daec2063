import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleTUI

/// What the operator presses, and what the launch is then asked for.
@Suite struct CommandTests {
    /// Keys by name; what stands in quotes is typed letter by letter.
    struct Deed: CustomTestStringConvertible, Sendable {
        let command: String
        let launch: LaunchFixture
        let keys: [String]
        let asks: [ConsoleAction]

        init(_ command: String, in launch: LaunchFixture, _ keys: String..., asks: ConsoleAction...) {
            self.command = command
            self.launch = launch
            self.keys = keys
            self.asks = asks
        }

        var testDescription: String { "\(command): \(keys.joined(separator: " "))" }
    }

    static let deeds: [Deed] =
        [
            Deed("tick", in: .preparing, "2 Space", asks: .launch(.tick(item: "announce", evidence: nil))),
            Deed("tick", in: .go, "2 g g → ↓ Space", asks: .launch(.untick(item: "announce", reason: nil))),
            Deed(
                "tick", in: .go, "2 ↓ Space", "'it was another cache' Enter",
                asks: .launch(.untick(item: "purge", reason: "it was another cache"))),
            Deed("undo", in: .go, "4 U", "Enter", asks: .launch(.untick(item: "announce", reason: nil))),
            Deed("undo", in: .go, "4 U", "'wrong channel' Enter", asks: .launch(.untick(item: "announce", reason: "wrong channel"))),
            Deed("skip", in: .go, "2 x", "'not needed' Enter", asks: .launch(.skip(item: "migrate", reason: "not needed"))),
            Deed(
                "open", in: .go, "2 Enter", "'v1.5.0' Enter",
                asks: .launch(.run(item: "migrate", texts: ["./migrate up --to v1.5.0"], runID: ""))),
            Deed("open", in: .go, "2 j j j Enter", "Enter", asks: .launch(.run(item: "smoke", texts: ["./smoke login"], runID: ""))),
            Deed(
                "open", in: .go, "2 j j j Enter", "← Enter",
                asks: .launch(.run(item: "smoke", texts: ["./smoke login", "./smoke search"], runID: ""))),
            Deed("decide", in: .go, "d", "Enter Enter", asks: .launch(.decide(decision: "approval", go: true, reason: nil))),
            Deed(
                "decide", in: .go, "d", "→ Tab 'db is slow' Enter",
                asks: .launch(.decide(decision: "approval", go: false, reason: "db is slow"))),
            Deed("acknowledge", in: .firing, "a", "'seen' Enter", asks: .launch(.acknowledge(trigger: "errors", reason: "seen"))),
            Deed("hold", in: .firing, "h", "'load test' Enter", asks: .launch(.holdCountdown(trigger: "errors", reason: "load test"))),
            Deed("hold", in: .go, "h", "'wait for li' Enter", asks: .launch(.hold(reason: "wait for li"))),
            Deed("release", in: .rolledBack, "u", "'looked' Enter", asks: .launch(.release(reason: "looked"))),
            Deed("confirm", in: .go, "c", "Enter", asks: .launch(.confirmCheckpoint(window: "hour-1", index: 5, note: nil))),
            Deed("confirm", in: .go, "c", "'calm' Enter", asks: .launch(.confirmCheckpoint(window: "hour-1", index: 5, note: "calm"))),
            Deed("declare", in: .go, "!", "'by mail' Enter", asks: .launch(.declare(metric: "breach", reason: "by mail"))),
            Deed("window-open", in: .go, "w o", "Enter", asks: .launch(.openWindow("hours-2-3"))),
            Deed(
                "window-extend", in: .go, "w e", "Enter 'still slow' Enter",
                asks: .launch(.extendWindow("hour-1", by: .seconds(1800), reason: "still slow"))),
            Deed("window-cut", in: .go, "w c", "'enough seen' Enter", asks: .launch(.cutWindow("hour-1", reason: "enough seen"))),
            Deed("note", in: .go, "3 n", "'li calls the bank' Enter", asks: .launch(.note("li calls the bank"))),
            Deed("search-next", in: .go, "5 n", "'a note' Enter", asks: .launch(.note("a note"))),
            Deed(
                "rollback", in: .firing, "R", "'PAM' Enter",
                asks: .launch(.rollback(reason: "Error rate: 7.2% > 5%", trigger: "errors", runID: ""))),
            Deed("rollback", in: .askedByLi, "R", "'PAM' Enter", asks: .launch(.approveRollback(runID: ""))),
            Deed(
                "rollback", in: .go, "R", "'PAM' Enter 'li says so' Enter",
                asks: .launch(.rollback(reason: "li says so", trigger: nil, runID: ""))),
            Deed("rehearse", in: .go, ":", "'rehearse' Enter", "Enter", asks: .launch(.rehearse(runID: ""))),
            Deed("begin", in: .complete, ":", "'begin' Enter", "Enter", asks: .beginAnew),
            Deed("finish", in: .go, ":", "'finish' Enter", "'all well' Enter", asks: .launch(.finish(reason: "all well"))),
            Deed(
                "role", in: planned, ":", "'role' Enter", "^U 'agents' Tab 't' Enter",
                asks: .assignRole(section: "Agents to launch", role: .tasks)),
            Deed("accept", in: changed, "A", "Enter", asks: .launch(.acceptPlan())),
            Deed("attach", in: inTerminal, "T", asks: .attach(run: "r1", step: 0, attempt: 2)),
            Deed("resume", in: .interrupted, "o", "r", asks: .launch(.resume(run: "r1", choice: .resume))),
            Deed("retry", in: .interrupted, "o", "t Enter", asks: .launch(.resume(run: "r1", choice: .retry))),
            Deed("skip-step", in: .interrupted, "o", "s Enter", asks: .launch(.resume(run: "r1", choice: .skip))),
            Deed(
                "abort", in: .rollingBack, "R", "a 'wrong host' Tab 'ABORT' Enter",
                asks: .launch(.resume(run: "r1", choice: .abort, reason: "wrong host"))),
            Deed("abort", in: inTerminal, "o", "a Enter", asks: .launch(.resume(run: "r1", choice: .abort))),
            Deed(
                "copy-commands", in: .rollbackFailed, "o", "y",
                asks: .copy("ssh -n deploy@web1 'systemctl restart pam'\n# verify: backend is up")),
            Deed("copy", in: .go, "2 y", asks: .copy("./migrate up --to <version>")),
            Deed("save-screen", in: .go, ":", "'save' Enter", "^U 'now.txt' Enter", asks: .saveScreen("now.txt")),
            Deed("palette", in: .go, ":", "'light' Enter", asks: .tryTheme("light"), .theme("light")),
            Deed("redraw", in: .go, "^L", asks: .redraw),
            Deed("redraw", in: .firing, "R ^L", asks: .redraw),
            Deed("suspend", in: .go, "^Z", asks: .suspend),
            Deed("log-next", in: .go, "5 ]", asks: .log(.select(["nginx"]))),
            Deed("log-previous", in: .go, "5 [", asks: .log(.select(["backend", "nginx"]))),
            Deed("log-merge", in: .go, "5 M", asks: .log(.select(["backend", "nginx"]))),
            Deed("follow", in: held, "5 F", asks: .log(.follow)),
            Deed("raw", in: .go, "5 J", asks: .log(.raw(true))),
            Deed("error-previous", in: .go, "5 e", asks: .log(.find(.error, backwards: true))),
            Deed("error-next", in: .go, "5 E", asks: .log(.find(.error, backwards: false))),
            Deed("event-previous", in: .go, "5 {", asks: .log(.find(.marker, backwards: true))),
            Deed("event-next", in: .go, "5 }", asks: .log(.find(.marker, backwards: false))),
            Deed("go-to-time", in: .go, "5 t", "'5m' Enter", asks: .log(.goTo(LaunchFixture.go.now.wall - .seconds(300)))),
            Deed("go-to-time", in: .go, "5 t", "'2026-11-21 14:02' Enter", asks: .log(.goTo(Moment(milliseconds: 1_795_269_720_000)))),
            Deed("go-to-time", in: .go, "5 t", "'23:00:01' Enter", asks: .log(.goTo(Moment(milliseconds: 1_795_215_601_000)))),
            Deed("record-in-logs", in: .go, "6 l", asks: .log(.goTo(LaunchFixture.go.records.last?.at ?? Moment(milliseconds: 0)))),
            Deed("record-details", in: .go, "6 ⏎", asks: .record(.select(11))),
            Deed("record-all", in: .go, "6 f a", asks: .record(.everything)),
            Deed("record-by", in: .go, "6 f b", "→ → → Enter", asks: .record(.author("li"))),
            Deed("search", in: .go, "6 /", "'x' Enter", asks: .record(.text("x")), .record(.text("x"))),
            Deed("search", in: .go, "6 /", "'x' Esc", asks: .record(.text("x")), .record(.text(nil))),
            Deed("up", in: .go, "6 k", asks: .record(.move(-1))),
            Deed("page-down", in: .go, "6 PgDn", asks: .record(.move(16))),
            Deed("top", in: .go, "6 g g", asks: .record(.oldest)),
            Deed("bottom", in: .go, "6 G", asks: .record(.follow)),
            Deed("clear", in: .preparing, "6 Esc", asks: .record(.everything)),
            Deed(
                "search", in: .go, "5 /", "'x' Enter",
                asks: .log(.remember), .log(.goBack), .log(.search("x")), .log(.find(.match, backwards: true)), .log(.goBack),
                .log(.search("x")), .log(.find(.match, backwards: true))),
            Deed("filter", in: .go, "5 &", "'x' Esc", asks: .log(.show("x")), .log(.show(nil))),
            Deed("filter-out", in: .go, "5 -", "'x' Enter", asks: .log(.hide("x")), .log(.hide("x"))),
            Deed("highlight", in: .go, "5 *", "'x' Enter", asks: .log(.highlight("x")), .log(.highlight("x"))),
            Deed("select-lines", in: .go, "5 v", asks: .log(.selecting(true))),
            Deed("copy-lines", in: .go, "5 y", asks: .copyLines, .log(.selecting(false))),
            Deed("save-lines", in: .go, "5 s", "^U 'a.txt' Enter", asks: .log(.hold), .saveLines("a.txt")),
            Deed(
                "bookmark", in: .go, "5 m", "'odd' Enter",
                asks: .log(.hold), .log(.bookmark(0)), .launch(.note("◆ backend: 14:41:40 INFO  request 30 served in 81 ms (odd)"))),
            Deed("bookmark-previous", in: .go, "5 b", asks: .log(.find(.bookmark, backwards: true))),
            Deed("bookmark-next", in: .go, "5 B", asks: .log(.find(.bookmark, backwards: false))),
            Deed(
                "clear", in: .go, "5 Esc",
                asks: .log(.search(nil)), .log(.show(nil)), .log(.hide(nil)), .log(.highlight(nil)), .log(.follow)),
            Deed("top", in: .go, "5 g g", asks: .log(.top)),
            Deed("bottom", in: .go, "5 G", asks: .log(.follow)),
            Deed("up", in: .go, "5 k", asks: .log(.scroll(-1))),
            Deed("down", in: .go, "5 j", asks: .log(.scroll(1))),
            Deed("page-up", in: .go, "5 PgUp", asks: .log(.scroll(-16))),
            Deed("page-down", in: .go, "5 PgDn", asks: .log(.scroll(16))),
            Deed("leave", in: .go, "q", asks: .quit),
            Deed("leave", in: .rollingBack, "q", "Enter", asks: .quit),
        ]
        + RecordKind.allCases.map { kind in
            let command = ConsoleCommand.named("record-\(kind.rawValue)s") ?? ConsoleCommand.named("record-\(kind.rawValue)")
            return Deed(command?.name ?? "", in: .go, "6 \(command?.keys.first ?? "")", asks: .record(.kind(kind)))
        }

    private static var held: LaunchFixture {
        var launch = LaunchFixture.go
        launch.logPage = launch.snapshot.logPage
        launch.logPage?.isFollowing = false
        return launch
    }

    private static var planned: LaunchFixture {
        var launch = LaunchFixture.go
        let section = PlanSection(title: "Agents to launch", level: 2, firstLine: 1, lastLine: 2, lastLineOfTree: 2)
        launch.plan.documents = [PlanDocument(path: "plan.md", lines: ["## Agents to launch", "- qa"], sections: [section])]
        return launch
    }

    private static var inTerminal: LaunchFixture {
        var launch = LaunchFixture.go
        let step = RunStep(kind: .run, text: "vim notes", timeout: 3_600_000, isInteractive: true)
        launch.record(
            .runRequested(run: "r1", work: .command(item: "migrate"), steps: [step], reason: "test", evidence: []),
            .runStarted(run: "r1", pid: 7, host: "bastion"), .stepStarted(run: "r1", step: 0, attempt: 2))
        return launch
    }

    private static var changed: LaunchFixture {
        var launch = LaunchFixture.go
        launch.plan.sources[0].sha256 = "bb22"
        return launch
    }

    @Test(arguments: deeds)
    func asksForExactlyThis(deed: Deed) {
        var driver = ConsoleDriver(deed.launch, themes: ["dark", "light"])
        for keys in deed.keys { driver.pressAndType(keys) }
        #expect(driver.takeActions() == deed.asks)
        let isFormOpen = driver.state.dialogs.contains { if case .form = $0 { true } else { false } }
        #expect(!isFormOpen || deed.command == "redraw", "a form is still open")
    }

    /// A command that nobody tries is a command nobody knows to work.
    @Test func everyCommandThatAsksForSomethingIsTried() {
        let silent: Set<String> = [
            "details", "unfold", "fold", "fold-all", "trigger-details", "status-details", "to-checklist", "output",
            "page-down-line", "page-up-line", "page-next", "page-back", "page-top", "page-bottom", "close", "page-help", "wrap",
            "log-right", "log-left", "search-previous", "next-pane", "previous-pane", "zoom", "next", "launch",
            "checklist", "status", "triggers", "logs", "record", "help", "plan", "tour-next", "tour-back",
            "tour-end", "replay-pause", "replay-back", "replay-on",
        ]
        let tried = Set(Self.deeds.map(\.command))
        #expect(Set(ConsoleCommand.all.map(\.name)).subtracting(tried) == silent)
    }

    @Test func aReadOnlyConsoleSavesItsScreen() {
        var launch = LaunchFixture.go
        launch.readOnly = true
        var driver = ConsoleDriver(launch)
        driver.press(":")
        driver.type("save-screen")
        driver.press("⏎ ⏎")
        #expect(driver.takeActions() == [.saveScreen("opsconsole-screen.txt")])
    }

    @Test func readOnlyConsolesAskForNothing() {
        for deed in Self.deeds where deed.asks.contains(where: { if case .launch = $0 { true } else { false } }) {
            var launch = deed.launch
            launch.readOnly = true
            var driver = ConsoleDriver(launch, themes: ["light"])
            for keys in deed.keys { driver.pressAndType(keys) }
            #expect(!driver.takeActions().contains { if case .launch = $0 { true } else { false } }, "\(deed.testDescription)")
        }
    }

    @Test func onlyTheExactWordStartsARollback() {
        for word in ["", "pam", "PAM ", "PA", "yes"] {
            var driver = ConsoleDriver(.firing)
            driver.press("R")
            driver.type(word)
            driver.press("Enter Enter Enter")
            #expect(driver.takeActions().isEmpty, "\(word)")
            #expect(driver.screen.contains("type PAM exactly"))
        }
    }

    @Test func aBlankMustBeFilledBeforeACommandRuns() {
        var driver = ConsoleDriver(.go)
        driver.press("2 Enter Enter")
        #expect(driver.takeActions().isEmpty)
        #expect(driver.screen.contains("✖ <version> must be filled in"))
    }

    @Test func aDestructiveCommandNeedsAYes() {
        var driver = ConsoleDriver(.go)
        driver.press("2 ↓")
        driver.change { $0.record(.itemUnticked(item: "purge", reason: nil)) }
        _ = driver.takeActions()
        driver.press("Enter")
        #expect(driver.screen.contains("!! it deletes or overwrites what cannot be had back"))
        driver.press("Enter")
        driver.type("y")
        driver.press("Enter")
        #expect(driver.takeActions().isEmpty)
        driver.type("es")
        driver.press("Enter")
        #expect(driver.takeActions() == [.launch(.run(item: "purge", texts: ["redis-cli FLUSHALL"], runID: ""))])
    }

    @Test func aNoGoNeedsAReason() {
        var driver = ConsoleDriver(.go)
        driver.press("d → Enter Enter")
        #expect(driver.takeActions().isEmpty)
        #expect(driver.screen.contains("✖ a no-go needs a reason"))
    }

    @Test func whatTheLaunchWouldRefuseIsSaidOnTheCard() {
        var launch = LaunchFixture.go
        launch.record(.launchHeld(reason: "li is on the phone"))
        var driver = ConsoleDriver(launch)
        driver.press("2 ↓ ↓ ↓ Enter Enter")
        #expect(driver.takeActions().isEmpty)
        #expect(driver.screen.contains("✖ the launch is on hold (li is on the phone); release it with a"))
    }

    @Test func whatOthersClosedIsOpenedAgainWithAReasonOnly() {
        var driver = ConsoleDriver(.go)
        driver.press("2 ↓ Space Enter")
        #expect(driver.takeActions().isEmpty)
        #expect(driver.screen.contains("by li 14:12: exit 0 in 2s"))
        #expect(driver.screen.contains("✖ say why: it was not you who closed it"))
    }

    @Test func undoGoesBackTickByTick() {
        var driver = ConsoleDriver(.preparing)
        driver.press("U")
        #expect(driver.screen.contains("✖ undo: you have ticked and skipped nothing that is still so"))
        driver.change {
            $0.record(.itemTicked(item: "announce", text: "Announce in the channel", evidence: nil))
            $0.pass(.seconds(1))
            $0.record(.itemSkipped(item: "freeze", reason: "frozen"))
            $0.record(.itemTicked(item: "smoke", text: "Run smoke tests", evidence: nil), by: LaunchFixture.li)
        }
        driver.press("U Enter")
        #expect(driver.takeActions() == [.launch(.untick(item: "freeze", reason: nil))])
        driver.change { $0.record(.itemUnticked(item: "freeze", reason: nil)) }
        driver.press("U Enter")
        #expect(driver.takeActions() == [.launch(.untick(item: "announce", reason: nil))])
    }

    @Test func aDisabledCommandSaysWhy() {
        var driver = ConsoleDriver(.preparing)
        driver.press("c")
        #expect(driver.screen.contains("✖ confirm checkpoint: no window is open"))
        driver.press("u")
        #expect(driver.screen.contains("✖ release: the launch is not on hold"))
        driver.launch.plan.rollback = nil
        driver.press("R")
        #expect(driver.screen.contains("✖ roll back: the plan has no rollback procedure; add `rollback: steps:`"))
    }

    @Test func afterTheEndOnlyWordsAreTaken() {
        var driver = ConsoleDriver(.complete)
        driver.press("h")
        #expect(driver.screen.contains("✖ hold: this launch is finished (all windows passed); begin a new one"))
        driver.press("n")
        driver.type("it was easy")
        driver.press("Enter")
        #expect(driver.takeActions() == [.launch(.note("it was easy"))])
    }
}

extension ConsoleDriver {
    /// `x 'some words' Enter`: keys by name, words letter by letter.
    mutating func pressAndType(_ keys: String) {
        for (index, part) in keys.split(separator: "'", omittingEmptySubsequences: false).enumerated() {
            if index % 2 == 0 { press(String(part)) } else { type(String(part)) }
        }
    }
}
