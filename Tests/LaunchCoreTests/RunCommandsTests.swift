import LaunchCore
import Testing

@Suite struct RunCommandsTests {
    @Test func whatIsLeftCanBePastedIntoAShell() {
        let steps = [
            RunStep(kind: .run, text: "git revert HEAD", timeout: 1),
            RunStep(kind: .run, text: "echo 'it''s'", host: "deploy@web1", timeout: 1),
            RunStep(kind: .verifyService, text: "backend", timeout: 1), RunStep(kind: .manual, text: "Tell the team", timeout: 1),
        ]
        var run = Run(
            id: "r", work: .rehearsal, steps: steps, reason: "", evidence: [], by: Actor(role: .operator, name: "dana", host: "h"),
            at: Moment(milliseconds: 0))
        #expect(run.remainingCommands.first == "git revert HEAD")
        run.steps[0].outcome = .exit(code: 0)
        #expect(
            run.remainingCommands == [
                #"ssh deploy@web1 'echo '\''it'\'''\''s'\'''"#, "# verify: backend is up", "# Tell the team",
            ])
    }
}
