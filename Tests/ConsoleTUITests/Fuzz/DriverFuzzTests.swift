import ConsoleTUI
import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

/// Whatever is typed, clicked and pasted on whatever screen: it is drawn, nothing typed gets lost, and nothing is destroyed without its
/// word. `SEED=N` brings the same keys again; `make fuzz-keys` goes on with the real program.
@Suite struct DriverFuzzTests {
    private static let seed = ProcessInfo.processInfo.environment["SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0..<1_000_000)
    private static let steps = 500...20_000
    /// For each of the tests; a slow machine takes fewer steps, not longer.
    private static let time: Duration = .seconds(3)

    private static let moments: [@Sendable () -> LaunchFixture] = [
        { .preparing }, { .go }, { .firing }, { .askedByLi }, { .rollingBack }, { .interrupted }, { .rollbackFailed }, { .rolledBack },
        { .nobodyWatching }, { .complete }, { LaunchFixture(plan: .long(items: 2000)) }, { LaunchFixture(plan: Plan(name: "", id: "")) },
    ]

    /// Letters of the word `PAM`, and of the `yes` and `y` that destructive commands ask for.
    private static let ofTheWords: Set<Character> = ["M", "m", "y", "Y"]

    @Test func anyKeysOnAnyScreenAreTakenAndDrawn() {
        print("fuzz of keys: SEED=\(Self.seed)")
        var keys = RandomKeys(seed: Self.seed)
        run(&keys) { _ in true }
    }

    @Test func nothingIsDestroyedWithoutItsWord() {
        print("fuzz without the words: SEED=\(Self.seed)")
        var keys = RandomKeys(seed: Self.seed, avoiding: Self.ofTheWords)
        run(&keys) { action in
            switch action {
            case .launch(.rollback), .launch(.approveRollback), .launch(.run(item: "purge", texts: _, runID: _)): false
            default: true
            }
        }
    }

    private func run(_ keys: inout RandomKeys, _ isAllowed: (ConsoleAction) -> Bool) {
        let end = ContinuousClock.now + Self.time
        var driver = ConsoleDriver(.go)
        var taken = 0
        while taken < Self.steps.lowerBound || taken < Self.steps.upperBound && ContinuousClock.now < end {
            if taken.isMultiple(of: 300) { driver = ConsoleDriver(keys.pick(Self.moments)(), themes: ["dark", "light"]) }
            for _ in 0..<20 {
                let key = keys.next(width: driver.state.width, height: driver.state.height)
                driver.press(key)
                taken += 1
                for action in driver.takeActions() {
                    guard isAllowed(action) else {
                        Issue.record("\(action) after \(key), SEED=\(Self.seed), step \(taken)")
                        return
                    }
                }
            }
            if keys.one(in: 20) { happen(&driver, &keys) }
            guard check(driver.grid, driver, taken) else { return }
        }
        print("\(taken) keys")
    }

    /// Meanwhile the launch goes on, and time passes.
    private func happen(_ driver: inout ConsoleDriver, _ keys: inout RandomKeys) {
        let what = keys.pick([0, 1, 2, 3])
        driver.change { launch in
            switch what {
            case 0: launch.record(.noteAdded(text: "a note"), by: LaunchFixture.li)
            case 1: launch.record(.itemTicked(item: "announce", text: "Announce", evidence: nil), by: LaunchFixture.li)
            case 2: launch.notices = launch.notices.isEmpty ? ["the plan changed on disk"] : []
            default: launch.pass(.seconds(7))
            }
        }
    }

    private func check(_ grid: Grid, _ driver: ConsoleDriver, _ step: Int) -> Bool {
        let fits = grid.width >= 1 && grid.cursor.map { $0.x >= 0 && $0.y >= 0 && $0.x < grid.width && $0.y < grid.height } ?? true
        if !fits { Issue.record("the cursor is off the screen, SEED=\(Self.seed), step \(step)") }
        return fits
    }

    /// Typed, pasted, with the screen changing its size and the launch going on in between.
    @Test func whatIsTypedIntoAFormArrivesWhole() {
        var keys = RandomKeys(seed: Self.seed)
        let end = ContinuousClock.now + Self.time
        var rounds = 0
        while rounds < 400, ContinuousClock.now < end {
            rounds += 1
            var driver = ConsoleDriver(.go, width: 40 + rounds % 100, height: 10 + rounds % 40)
            driver.press(.character("n"))
            let text = keys.text(upTo: 80).drop { $0 == " " } + "."
            var rest = text[...]
            while !rest.isEmpty {
                let piece = rest.prefix(Int.random(in: 1...9, using: &keys.dice))
                rest = rest.dropFirst(piece.count)
                if keys.one(in: 3) { driver.press(.paste(String(piece))) } else { driver.type(String(piece)) }
                if keys.one(in: 5) { driver.press(.resize(width: 30 + rounds % 90, height: 8 + rounds % 30)) }
                if keys.one(in: 5) { happen(&driver, &keys) }
                if keys.one(in: 7) { driver.press("← → Home End") }
            }
            driver.press(.enter)
            let written = driver.takeActions().compactMap { if case .launch(.note(let text)) = $0 { text } else { nil } }
            guard written == [String(text)] else {
                Issue.record("\(written) is not \(text), SEED=\(Self.seed), round \(rounds)")
                return
            }
        }
        #expect(rounds > 20)
    }
}
