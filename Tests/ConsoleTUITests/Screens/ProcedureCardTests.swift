import ConsoleTUI
import ConsoleTestKit
import LaunchCore
import Testing

/// Named procedures on the screen: their card, from the item and from the palette, and the run that follows.
@Suite struct ProcedureCardTests {
    private static var launch: LaunchFixture {
        var launch = LaunchFixture.go
        let place = SourceLocation(file: "launch.yaml", line: 31)
        let command = Command(text: "curl -fsS https://pam.example/login", host: "web1", location: place)
        launch.plan.procedures = [
            Procedure(
                id: "smoke", title: "Smoke tests", confirm: nil,
                steps: [
                    Step(id: "1", work: .run(Command(text: "./smoke login", location: place)), retries: 1, location: place),
                    Step(id: "2", work: .verify(.command(command)), timeout: .seconds(120), location: place),
                ], location: place),
            Procedure(
                id: "flush", title: "Flush the cache", confirm: "FLUSH",
                steps: [Step(id: "1", work: .manual("Tell the team"), location: place)], location: place),
        ]
        launch.plan.phases[1].items[0].procedure = "smoke"
        launch.plan.phases[1].items[0].commands = []
        return launch
    }

    private static func openedFromItem() -> ConsoleDriver {
        var driver = ConsoleDriver(launch, width: 90, height: 24)
        driver.press("2")
        driver.press("Enter")
        return driver
    }

    @Test func theItemsCardShowsEveryStep() {
        expectPicture(
            Self.openedFromItem().lines(4..<24),
            """
            ╭─▸2 Checklist ──────────────────────────────────────────────────────── 1 skipped · 3/9 ─╮
            │ ▸ ✔ Prepare                                                                  dana  2/2 │
            │ ▾ ╭ Run: Smoke tests ──────────────────────────────────────────────────────────────╮/6 │
            │   │                                                                                │   │
            │▸  │ For       Apply migrations                                                     │ke │
            │   │ from launch.yaml:31                                                            │12 │
            │   │                                                                                │   │
            │   │ Steps                                                                          │up │
            │   │    1 ./smoke login                                                             │ds │
            │   │      on this host · at most 5m · 1 retry · not idempotent                      │   │
            │   │    2 verify: curl -fsS https://pam.example/login                               │   │
            │   │      on web1 · at most 2m                                                      │13 │
            │ ▸ │                                                                                │/1 │
            │   │ ⏎ run it   Esc cancel                                                          │   │
            │   ╰────────────────────────────────────────────────────────────────────────────────╯   │
            │                                                                                        │
            │                                                                                        │
            │                                                                                        │
            ╰────────────────────────────────────────────────────────────────────────────────────────╯

            """)
    }

    @Test func enterCarriesItOutFromItsItem() {
        var driver = Self.openedFromItem()
        #expect(driver.state.wantedPreflight(driver.launch.snapshot)?.map(\.host) == [nil, "web1"])
        driver.press("Enter")
        let item = driver.launch.plan.phases[1].items[0]
        #expect(driver.takeActions() == [.launch(.carryOut(procedure: "smoke", item: item.id, reason: item.text, runID: ""))])
    }

    @Test func thePaletteOffersThemByNameAndTheWordStartsIt() {
        var driver = ConsoleDriver(Self.launch, width: 90, height: 24)
        driver.press(":")
        driver.type("run fl")
        driver.press("Enter")
        #expect(driver.screen.contains("Type FLUSH to start") && driver.screen.contains("by hand: Tell the team"))
        driver.type("flush")
        driver.press("Enter")
        #expect(driver.takeActions().isEmpty)
        driver.press("^U")
        driver.type("FLUSH")
        driver.press("Enter")
        #expect(driver.takeActions() == [.launch(.carryOut(procedure: "flush", item: nil, reason: "Flush the cache", runID: ""))])
    }

    @Test func whoStartedItSeesItWalked() {
        var driver = ConsoleDriver(Self.launch, width: 90, height: 24)
        driver.change { launch in
            let steps = launch.plan.procedures[0].steps.map { RunStep($0) }
            launch.record(
                .runRequested(run: "p1", work: .procedure(name: "smoke", item: nil), steps: steps, reason: "Smoke tests", evidence: []))
        }
        #expect(driver.screen.contains("Procedure smoke"))
        #expect(driver.screen.contains("verify: curl -fsS https://pam.example/login"))
    }
}
