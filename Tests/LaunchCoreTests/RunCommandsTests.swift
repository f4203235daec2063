import LaunchCore
import Testing

@Suite struct RunCommandsTests {
    private static let here = CommandPlace(directory: "/srv/pam")

    private static func run(_ steps: RunStep...) -> Run {
        Run(
            id: "r", work: .rehearsal, steps: steps, reason: "", evidence: [], by: Actor(role: .operator, name: "dana", host: "h"),
            at: Moment(milliseconds: 0))
    }

    private static func step(_ text: String, host: String? = nil, interactive: Bool = false) -> RunStep {
        RunStep(kind: .run, text: text, host: host, timeout: 1, isInteractive: interactive)
    }

    @Test func whatIsLeftBeginsWithTheFirstStepThatDidNotSucceed() {
        var run = Self.run(
            Self.step("git revert HEAD"), Self.step("systemctl restart pam", host: "deploy@web1"),
            RunStep(kind: .verifyCommand, text: "./smoke", timeout: 1), RunStep(kind: .verifyService, text: "backend", timeout: 1),
            RunStep(kind: .manual, text: "Tell the team,\nall of it", timeout: 1))
        #expect(run.remainingCommands(in: Self.here).first == "cd /srv/pam && git revert HEAD </dev/null")
        run.steps[0].outcome = .exit(code: 0)
        #expect(
            run.remainingCommands(in: Self.here) == [
                "ssh -n deploy@web1 'systemctl restart pam'", "# verify, until it ends with 0:", "cd /srv/pam && ./smoke </dev/null",
                "# verify: backend is up", "# Tell the team, all of it",
            ])
        for step in run.steps.indices { run.steps[step].outcome = .exit(code: 0) }
        #expect(!run.leavesCommands && run.remainingCommands(in: Self.here).isEmpty)
    }

    /// A comment cannot smuggle anything past the eye either, and a directory is what it is called.
    @Test func whatIsNoCommandIsPrintableToo() {
        let run = Self.run(RunStep(kind: .manual, text: "Tell\u{1B}[2J them", timeout: 1), Self.step("ls"))
        let place = CommandPlace(directory: "/srv/p\u{200B}am")
        #expect(
            run.remainingCommands(in: place) == ["# Tell^[[2J them", #"cd "$(printf "/srv/p\342\200\213am")" && ls </dev/null"#])
    }

    /// Each is what the operator sees: as short as it can be without being another command.
    @Test(
        arguments: [
            ("make -C web undeploy", nil, false, "cd '/srv/my pam' && make -C web undeploy </dev/null"),
            ("a && b", nil, false, "cd '/srv/my pam' && bash -c 'a && b' </dev/null"),
            ("a && b", "web1", false, "ssh -n web1 'a && b'"),
            ("echo it's", nil, false, #"cd '/srv/my pam' && bash -c 'echo it'\''s' </dev/null"#),
            ("exit 3", nil, false, "cd '/srv/my pam' && bash -c 'exit 3' </dev/null"),
            ("echo -e x", nil, false, "cd '/srv/my pam' && bash -c 'echo -e x' </dev/null"),
            ("VERSION=1 ./go", nil, false, "cd '/srv/my pam' && bash -c 'VERSION=1 ./go' </dev/null"),
            ("vi notes", nil, true, "cd '/srv/my pam' && vi notes"), ("sudo -i", "web1", true, "ssh -t web1 'sudo -i'"),
            ("a\tb", nil, false, "cd '/srv/my pam' && bash -c 'a\tb' </dev/null"),
            (
                "echo \u{202E}'x'", nil, false,
                #"cd '/srv/my pam' && bash -c 'eval "$(printf "echo \342\200\256\047x\047")"' </dev/null"#
            ),
            ("-\u{1B}é\t", "web1", true, #"ssh -t web1 'eval "$(printf "\055\033é\011")"'"#),
            ("a; b", "web1", false, #"ssh -n web1 'exec $(command -v bash || echo sh) -c '\''a; b'\'''"#),
        ] as [(String, String?, Bool, String)])
    func aCommandIsWrappedOnlyWhereItMustBe(text: String, host: String?, interactive: Bool, pasted: String) {
        let run = Self.run(Self.step(text, host: host, interactive: interactive))
        #expect(run.remainingCommands(in: CommandPlace(directory: "/srv/my pam")) == [pasted])
    }
}
