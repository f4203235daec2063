import ConsoleModel
import ConsoleTUI
import ConsoleTestKit
import Foundation
import LaunchCore

/// One launch and the consoles that are opened on it, one after the other.
final class KeyFuzz {
    private let launch: StagedLaunch
    /// Without a letter of `SHOP`, the word that starts the rollback; and without what would make paths that lead elsewhere.
    private var keys: RandomKeys
    private var console: PseudoTerminal?
    private var audit: TerminfoAudit?
    /// How much of the console's output was looked at.
    private var audited = 0
    private var size = Size(width: 80, height: 24)
    private(set) var rounds = 0
    private(set) var keysTyped = 0
    private(set) var notes = 0
    private(set) var consoles = 0

    private static let terms = ["xterm-256color", "vt100", "linux", "screen", "tmux-256color", "rxvt"]

    init(seed: UInt64) throws {
        keys = RandomKeys(seed: seed, avoiding: ["P", "p", "/"])
        launch = try StagedLaunch(triggers: "  - {when: error_rate > 50%, action: propose}")
    }

    /// Some hundred keys, then a note that must arrive whole.
    func round() throws {
        rounds += 1
        let console = try openConsole()
        for _ in 0..<Int.random(in: 20...300, using: &keys.dice) {
            let key = keys.next(width: size.width, height: size.height)
            keysTyped += 1
            if case .resize(let width, let height) = key {
                resize(console, Size(width: width, height: height))
            } else {
                console.type(key.sent)
            }
            if keys.one(in: 10) { console.read() }
        }
        if keys.one(in: 3) { toggleService() }
        if try hasLeft(console) { return }
        try note(on: console)
        try check(console)
    }

    private func openConsole() throws -> PseudoTerminal {
        if let console { return console }
        consoles += 1
        size = Size(width: 80, height: 24)
        let term = keys.pick(Self.terms)
        // What the keys save goes into the launch's own directory.
        let new = try launch.shell("exec '\(BuiltProgram.path("opsconsole"))' launch.yaml", size: size, term: term)
        audit = try TerminfoEntry(term).map { TerminfoAudit($0) }
        try new.wait("the first picture") { $0.text.contains("Shop") }
        console = new
        audited = 0
        return new
    }

    private func resize(_ console: PseudoTerminal, _ new: Size) {
        size = new
        console.resize(new)
    }

    private func toggleService() {
        if launch.text("break.it").isEmpty { try? launch.write("break.it", "x") } else { unlink(launch.scratch("break.it")) }
    }

    /// Whether the keys happened to close it: then it must have ended well.
    private func hasLeft(_ console: PseudoTerminal) throws -> Bool {
        let end = ContinuousClock.now + .milliseconds(300)
        while ContinuousClock.now < end { console.read(within: .milliseconds(20)) }
        guard console.hasEnded else { return false }
        let fate = try console.waitForEnd()
        guard fate == .exited(0) else { throw Finding("the console ended with \(fate)", console) }
        self.console = nil
        return true
    }

    private func note(on console: PseudoTerminal) throws {
        resize(console, Size(width: 100, height: 30))
        let text = "note \(rounds) \(keys.text(upTo: 60))."
        // Whatever dialogs are open go one by one.
        for _ in 0..<8 {
            console.type("\u{1b}")
            settle(console)
        }
        console.type(":note\r")
        try console.wait("the form of a note") { $0.text.contains("Esc cancel") }
        console.type("\u{15}" + text + "\r")
        let journal = try Journal(reading: launch.folder + "/journal.sqlite")
        let end = ContinuousClock.now + .seconds(30)
        while try !journal.records().contains(where: { if case .noteAdded(text) = $0.event { true } else { false } }) {
            guard ContinuousClock.now < end else { throw Finding("`\(text)` was not recorded", console) }
            console.read(within: .milliseconds(20))
        }
        notes += 1
    }

    /// Long enough for an Escape to be told from the beginning of a sequence.
    private func settle(_ console: PseudoTerminal) {
        let end = ContinuousClock.now + .milliseconds(80)
        while ContinuousClock.now < end { console.read(within: .milliseconds(20)) }
    }

    private func check(_ console: PseudoTerminal) throws {
        guard console.screen.unknown.isEmpty else { throw Finding("it sent \(console.screen.unknown)", console) }
        // Nothing is under way after a note: what comes next begins with a whole sequence.
        let fresh = Array(console.output[min(audited, console.output.count)...])
        audited = console.output.count
        // What is copied goes to the clipboard.
        let offences = audit?.offences(in: fresh).filter { !$0.hasPrefix(#""\u{1B}]52;c;"#) } ?? []
        guard offences.isEmpty else { throw Finding("it sent \(offences)", console) }
        let records = try Journal(reading: launch.folder + "/journal.sqlite").records()
        for record in records {
            if case .runRequested(_, .rollback, _, _, _) = record.event {
                throw Finding("a rollback was started without its word", console)
            }
        }
    }

    struct Finding: Error, CustomStringConvertible {
        let description: String

        init(_ what: String, _ console: PseudoTerminal) { description = "\(what); the screen:\n\(console.screen.text)" }
    }
}
