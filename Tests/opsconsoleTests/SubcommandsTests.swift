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

    @Test(arguments: [
        (["statsu", "X"], "status"), (["tikc"], "tick"), (["rolback", "launch.yaml", "--yes"], "rollback"), (["lanuch.yaml"], nil),
        (["status", "X"], nil), (["help"], nil), (["--help"], nil), (["./tikc"], nil), (["release notes"], nil), ([], nil),
    ])
    func aMistypedWordIsNotTakenForALaunch(words: [String], near: String?) {
        let advice = Subcommands.advice(on: words) { _ in false }
        #expect(near.map { advice?.hasSuffix("; did you mean `\($0)`?") == true } ?? (advice == nil), "\(advice ?? "nothing")")
        #expect(Subcommands.advice(on: words) { _ in true } == nil, "a file of that name is a launch")
    }

    @Test func helpAndCompletionsKnowAll() {
        #expect(Subcommands.meant(by: ["--help"]).count == Subcommands.all.count)
        #expect(Subcommands.meant(by: ["help", "tick"]).count == Subcommands.all.count)
        #expect(Subcommands.all.allSatisfy { $0.configuration.commandName != nil })
    }
}
