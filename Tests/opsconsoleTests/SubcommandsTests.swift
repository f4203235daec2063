import Testing

@testable import opsconsole

@Suite struct SubcommandsTests {
    @Test(arguments: [
        (["launch.yaml"], "launch.yaml"), (["watch", "launch.yaml"], "launch.yaml"), (["./watch"], "./watch"), (["watch"], nil),
        (["tick"], nil), (["help"], nil), (["--help"], nil), (["watch", "--help"], nil), (["launch.yaml", "--theme"], nil),
        (["watch", "a", "b"], nil), (["tick", "launch.yaml"], nil), ([], nil),
    ])
    func aLaunchAloneNeedsNoParser(words: [String], launch: String?) {
        #expect(Subcommands.launchToWatch(words) == launch)
    }

    @Test(arguments: [
        (["tick", "launch.yaml"], ["tick"]), (["launch.yaml", "--ascii"], ["watch"]), (["stauts", "launch.yaml"], ["watch"]),
    ])
    func onlyTheSubcommandThatIsMeantIsLookedAt(words: [String], meant: [String]) {
        #expect(Subcommands.meant(by: words).map { $0.configuration.commandName } == meant)
    }

    @Test func helpAndCompletionsKnowAll() {
        #expect(Subcommands.meant(by: ["--help"]).count == Subcommands.all.count)
        #expect(Subcommands.meant(by: ["help", "tick"]).count == Subcommands.all.count)
        #expect(Subcommands.all.allSatisfy { $0.configuration.commandName != nil })
    }
}
