import ConsoleTestKit
import LaunchCore
import Testing

/// Named procedures: who may start one, what it does to the item it is carried out from, and what comes before it.
@Suite struct ProcedureTests {
    private static var plan: Plan {
        var plan = PlanSample.plan
        let place = PlanSample.location
        func procedure(_ name: String, _ command: String) -> Procedure {
            let step = Step(id: "\(name)-1", work: .run(Command(text: command, location: place)), location: place)
            return Procedure(id: name, title: name, confirm: nil, steps: [step], location: place)
        }
        plan.procedures = [procedure("smoke", "./smoke"), procedure("flush", "./flush <cache>")]
        var item = PlanSample.item("tests", "Smoke tests pass")
        item.procedure = "smoke"
        plan.phases[1].items.append(item)
        return plan
    }

    private func start(_ name: String, item: String? = nil, run: String = "r1") -> LaunchCommand {
        .carryOut(procedure: name, item: item, reason: "to see", runID: run)
    }

    @Test(arguments: [(RunOutcome.done, ItemProgress.State.done), (.failed, .failed), (.aborted, .failed)])
    func itsEndTicksTheItemItIsCarriedOutFrom(outcome: RunOutcome, state: ItemProgress.State) {
        var launch = LaunchSandbox(plan: Self.plan)
        #expect(launch.perform(start("smoke", item: "tests")) == nil)
        #expect(launch.state.items["tests"]?.state == .running && launch.state.runs[0].steps.map(\.step.text) == ["./smoke"])
        launch.append([.runFinished(run: "r1", outcome: outcome, reason: "exit 0")])
        #expect(launch.state.items["tests"]?.state == state && launch.state.items["tests"]?.by == PlanSample.dana)
        #expect(launch.state.held == nil, "only a rollback locks the launch")
    }

    @Test func oneRunAtATimeAndARollbackAbortsIt() {
        var launch = LaunchSandbox(plan: Self.plan)
        #expect(launch.perform(start("smoke")) == nil)
        #expect(launch.perform(start("smoke", run: "r2"))?.why == "the procedure smoke is requested, started by dana")
        #expect(launch.perform(.rollback(reason: "bad", trigger: nil, runID: "back")) == nil)
        #expect(launch.state.run("r1")?.resume == .abort && launch.state.activeRun?.id == "back")
        #expect(launch.perform(start("smoke", run: "r3"))?.why == "the rollback is requested, started by dana")
    }

    @Test func whatCannotBeCarriedOutIsRefusedInWords() {
        var launch = LaunchSandbox(plan: Self.plan)
        #expect(launch.perform(start("smok"))?.text == "the launch has no procedure \"smok\"; it has `smoke`, `flush`")
        #expect(launch.perform(start("smoke", item: "announce"))?.why == "no item \"announce\" has the procedure smoke")
        #expect(
            launch.perform(start("flush"))?.text
                == "the procedure still has the blank <cache>; fill it on the card, by `--fill cache=VALUE`, or in the launch file")
        launch.perform(.tick(item: "tests", evidence: nil))
        #expect(launch.perform(start("smoke", item: "tests"))?.why == "it is ticked already")
        launch.perform(.hold(reason: "lunch"))
        #expect(launch.perform(start("smoke"))?.why == "the launch is on hold (lunch)")
        launch.perform(.release(reason: "back"))
        launch.plan.sources = [PlanSource(path: "launch.yaml", sha256: "other")]
        #expect(launch.perform(start("smoke"))?.why == "the plan changed since the launch began")
    }

    @Test func itsBlanksAreFilledWhenItStarts() {
        var launch = LaunchSandbox(plan: Self.plan)
        let start = LaunchCommand.carryOut(procedure: "flush", item: nil, reason: "to see", runID: "r1", blanks: ["<cache>": "eu-1"])
        #expect(launch.perform(start) == nil)
        #expect(launch.state.run("r1")?.steps.map(\.step.text) == ["./flush eu-1"])
    }

    @Test(arguments: [
        ("git revert <commit_hash> && echo <commit_hash>", ["<commit_hash>"], "git revert X && echo X"),
        ("deploy {{ version }} <host name>", ["{{ version }}", "<host name>"], "deploy X X"),
        ("psql <<EOF >out.txt 2>&1", [], "psql <<EOF >out.txt 2>&1"),
    ])
    func blanksAreFoundNamedAndFilled(text: String, blanks: [String], filled: String) {
        #expect(Blanks.all(in: text) == blanks)
        #expect(Blanks.filled(text, with: Dictionary(uniqueKeysWithValues: blanks.map { ($0, "X") })) == filled)
        #expect(["<commit_hash>", "{{ version }}", "<host name>"].map(Blanks.name) == ["commit_hash", "version", "host name"])
    }

    @Test func whatOneOperatorFilledInIsWhatTheOtherConfirms() {
        var plan = Self.plan
        plan.rollback?.approvals = 2
        plan.rollback?.steps[0].work = .run(Command(text: "git revert <commit>", location: PlanSample.location))
        var launch = LaunchSandbox(plan: plan)
        #expect(launch.perform(.rollback(reason: "bad", trigger: nil, runID: "b"))?.why == "the procedure still has the blank <commit>")
        #expect(launch.perform(.rollback(reason: "bad", trigger: nil, runID: "b", blanks: ["<commit>": "4f2a"])) == nil)
        #expect(launch.state.rollback == nil)
        #expect(launch.perform(.approveRollback(runID: "b"), by: PlanSample.li) == nil)
        #expect(launch.state.rollback?.steps.first?.step.text == "git revert 4f2a")
    }

    @Test func aLaunchWithoutProceduresSaysSo() {
        var launch = LaunchSandbox()
        let words = "the launch has no procedure \"smoke\", nor any other; list them under `procedures` in the launch file"
        #expect(launch.perform(start("smoke"))?.text == words)
    }

    @Test func aChangeOfItsStepsIsTold() {
        var changed = Self.plan
        changed.procedures.removeLast()
        changed.procedures[0].steps[0].work = .run(Command(text: "./smoke --all", location: PlanSample.location))
        let lines = PlanChange(from: Self.plan, to: changed, in: LaunchState()).lines
        #expect(
            lines == [
                "procedure smoke step 1 changed: `./smoke, at most 5m` is now `./smoke --all, at most 5m`",
                "procedure flush is gone: the plan has no procedure any more",
            ])
    }

    @Test func whatACommandVerifiesIsRepeatedByTheRunnerAndOnlyRehearsedWithAStandIn() {
        let place = PlanSample.location
        let command = Command(text: "curl -fsS web", host: "web1", location: place)
        let step = Step(id: "1", work: .verify(.command(command)), timeout: .seconds(120), location: place)
        #expect(RunStep(step) == RunStep(kind: .verifyCommand, text: "curl -fsS web", host: "web1", timeout: 120_000, idempotent: true))
        #expect(RunStep(step, rehearsing: true).kind == .run && RunStep(step, rehearsing: true).text == ": rehearsal of: 'curl -fsS web'")
        #expect(step.host == "web1" && step.text == "verify: curl -fsS web")
    }
}
