import ConsoleTUI
import ConsoleTestKit
import Testing

/// What a start without a launch offers.
@Suite struct StartScreenTests {
    private func screen(width: Int = 80, height: Int = 24) -> StartScreen {
        StartScreen(
            introduction: "Opens a launch plan as it was written and makes it live in the terminal: checklist, health, triggers, rollback.",
            entries: [
                .init(group: "Open again", title: "Shop v2 · 2m ago", command: "opsconsole ~/shop/launch.yaml"),
                .init(group: "In this directory", title: "Make a launch file of PLAN.md", command: "opsconsole init PLAN.md"),
                .init(group: "In this directory", title: "Open PLAN.md as it is", command: "opsconsole PLAN.md"),
                .init(group: "See it", title: "A tour of a launch that goes wrong", command: "opsconsole demo --tour"),
                .init(group: "More", title: "All subcommands\u{1b}[2J and options", command: "opsconsole --help"),
            ], size: Size(width: width, height: height))
    }

    private func press(_ keys: Key..., on screen: inout StartScreen) -> StartScreen.Outcome {
        keys.reduce(.open) { $0 == .open ? screen.handle($1) : $0 }
    }

    @Test func itSaysWhatThisIsAndWhatOneCanBeginWith() {
        var screen = screen()
        _ = press(.down, on: &screen)
        expectPicture(
            screen.grid.picture,
            """
             opsconsole
             Opens a launch plan as it was written and makes it live in the terminal:
             checklist, health, triggers, rollback.

             Open again
               1 Shop v2 · 2m ago                      opsconsole ~/shop/launch.yaml

             In this directory
             ▸ 2 Make a launch file of PLAN.md         opsconsole init PLAN.md
               3 Open PLAN.md as it is                 opsconsole PLAN.md

             See it
               4 A tour of a launch that goes wrong    opsconsole demo --tour

             More
               5 All subcommands^[[2J and options      opsconsole --help







             ↑↓ choose   ⏎ do it   q leave
            """)
    }

    @Test func whereThereIsLittleRoomTheChoicesGoFirst() {
        var screen = screen(width: 40, height: 8)
        _ = press(.end, on: &screen)
        expectPicture(
            screen.grid.picture,
            """
             opsconsole
               2 Make a launch file of PLAN.md    …
               3 Open PLAN.md as it is            …
             See it
               4 A tour of a launch that goes wr… …
             More
             ▸ 5 All subcommands^[[2J and options …
             ↑↓ choose   ⏎ do it   q leave  ↑3 more
            """)
    }

    @Test(arguments: [
        ([Key.enter], StartScreen.Outcome.chosen(0)), ([.character("j"), .down, .enter], .chosen(2)), ([.end, .up, .enter], .chosen(3)),
        ([.character("G"), .character("g"), .enter], .chosen(0)), ([.up, .enter], .chosen(0)), ([.end, .down, .enter], .chosen(4)),
        ([.character("4"), .enter], .chosen(3)), ([.character("9"), .enter], .chosen(0)), ([.character("q")], .left), ([.escape], .left),
        ([.control("c")], .left), ([.character("z"), .tab, .enter], .chosen(1)),
    ])
    func keysChoose(keys: [Key], outcome: StartScreen.Outcome) {
        var screen = screen()
        #expect(keys.reduce(.open) { $0 == .open ? screen.handle($1) : $0 } == outcome)
    }

    @Test(arguments: [(1, 1), (2, 3), (9, 2), (20, 4), (300, 100)])
    func anySizeWillDo(width: Int, height: Int) {
        var screen = screen()
        _ = screen.handle(.resize(width: width, height: height))
        #expect(screen.grid.width == width && screen.grid.height == height)
    }
}
