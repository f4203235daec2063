import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleModel

/// Every way through a run, with the clock in hand.
@Suite struct RunMachineTests {
    let dana = Actor(role: .operator, name: "dana", host: "here")

    private func run(_ steps: [RunStep], _ events: [LaunchEvent] = []) -> Run {
        var state = LaunchState()
        let requested = LaunchEvent.runRequested(
            run: "r", work: .rollback(number: 1, trigger: nil), steps: steps, reason: "why", evidence: [])
        for (index, event) in ([requested] + events).enumerated() {
            state.evolve(Record(seq: Int64(index + 1), at: PlanSample.start.wall, by: dana, event: event))
        }
        return state.runs[0]
    }

    private let interrupted = LaunchEvent.runInterrupted(run: "r", step: 0, reason: "gone")
    private let now = PlanSample.start
    private func after(_ seconds: Double) -> Now { now.advanced(by: .seconds(seconds)) }

    private func begun(_ steps: [RunStep], _ events: [LaunchEvent] = [], _ choice: ResumeChoice? = nil) -> (RunMachine, [RunAction]) {
        let run = run(steps, events)
        var machine = RunMachine(run: run)
        let actions = machine.begin(run, choice: choice, at: now)
        return (machine, actions)
    }

    private func started(_ step: Int, _ attempt: Int) -> RunAction { .record(.stepStarted(run: "r", step: step, attempt: attempt)) }
    private func ended(
        _ step: Int, _ outcome: StepOutcome, attempt: Int = 1, took: Milliseconds = 0
    ) -> RunAction {
        .record(.stepFinished(run: "r", step: step, attempt: attempt, outcome: outcome, took: took, outputBytes: 0, outputHash: nil))
    }
    private func over(_ outcome: RunOutcome, _ reason: String) -> [RunAction] {
        [.record(.runFinished(run: "r", outcome: outcome, reason: reason)), .leave(.finished(outcome))]
    }

    @Test func stepsRunInOrderAndTheLastOneEndsTheRun() {
        var (machine, actions) = begun([.shell("a"), .shell("b")])
        #expect(actions == [started(0, 1), .start(step: 0, attempt: 1)])
        actions = machine.ended(StepReport(.exit(code: 0)), at: after(2))
        #expect(actions == [ended(0, .exit(code: 0), took: 2000), started(1, 1), .start(step: 1, attempt: 1)])
        actions = machine.ended(StepReport(.exit(code: 0)), at: after(3))
        #expect(actions == [ended(1, .exit(code: 0), took: 1000)] + over(.done, "all 2 steps are done"))
        #expect(machine.deadline == nil)
    }

    @Test func aFailedStepEndsTheRunAndNothingAfterItRuns() {
        var (machine, _) = begun([.shell("a"), .shell("b")])
        let actions = machine.ended(StepReport(.exit(code: 3)), at: now)
        #expect(actions == [ended(0, .exit(code: 3))] + over(.failed, "step 1 of 2 failed: exit 3"))
    }

    @Test func retriesFollowAfterAPause() {
        var (machine, _) = begun([.shell("a", retries: 1)])
        #expect(machine.ended(StepReport(.exit(code: 1)), at: now) == [ended(0, .exit(code: 1))])
        #expect(machine.tick(at: after(0.9)) == [])
        #expect(machine.tick(at: after(1)) == [started(0, 2), .start(step: 0, attempt: 2)])
        let actions = machine.ended(StepReport(.signal(number: 9)), at: after(1))
        #expect(actions == [ended(0, .signal(number: 9), attempt: 2)] + over(.failed, "step 1 of 1 failed: killed by signal 9"))
    }

    @Test func aStepOverItsTimeIsAskedThenKilledThenGivenUp() {
        var (machine, _) = begun([.shell("a", timeout: 10_000), .shell("b")])
        #expect(machine.deadline == now.uptime + .seconds(10))
        #expect(machine.tick(at: after(9.9)) == [])
        #expect(machine.tick(at: after(10)) == [.signal(.term, .timeout)])
        #expect(machine.tick(at: after(14.9)) == [])
        #expect(machine.tick(at: after(15)) == [.signal(.kill, .timeout)])
        var killed = machine
        #expect(
            killed.ended(StepReport(.signal(number: 9)), at: after(15))
                == [ended(0, .timedOut, took: 15_000)] + over(.failed, "step 1 of 2 failed: timed out"))
        let actions = machine.tick(at: after(25))
        #expect(actions.last == .leave(.interrupted))
        #expect(actions.first == ended(0, .unknown(reason: "it does not end, not even when killed"), took: 25_000))
    }

    @Test func theTimeToReachAHostIsNotTheCommands() {
        var (machine, _) = begun([.shell("a", timeout: 10_000, host: "web1")])
        #expect(machine.began(at: after(8)) == [])
        #expect(machine.deadline == after(18).uptime)
        var lost = machine
        lost.obstacle = "web1: Connection refused"
        _ = lost.tick(at: after(18))
        let outcome = StepOutcome.error(reason: "its time was over before it began: web1: Connection refused")
        #expect(lost.neverRan(at: after(18)).first == ended(0, outcome, took: 18_000))
    }

    @Test func theTimeThatASlowMachineTakesToBeginIsNotTheCommands() {
        var (machine, _) = begun([.shell("a", timeout: 300)])
        #expect(machine.deadline == after(10).uptime)
        #expect(machine.began(at: after(4)) == [])
        #expect(machine.deadline == after(4).uptime + .milliseconds(300))
        var (late, _) = begun([.shell("a", timeout: 300)])
        #expect(late.tick(at: after(10)) == [.signal(.term, .timeout)])
        let outcome = StepOutcome.error(reason: "its time was over before it began")
        #expect(late.neverRan(at: after(10)).first == ended(0, outcome, took: 10_000))
    }

    @Test func anUnknownOutcomeAsksAnOperator() {
        var (machine, _) = begun([.shell("a", idempotent: true), .shell("b")])
        let actions = machine.ended(StepReport(.unknown(reason: "host gone")), at: now)
        #expect(
            actions == [
                ended(0, .unknown(reason: "host gone")), .record(.runInterrupted(run: "r", step: 0, reason: "step 1: host gone")),
                .leave(.interrupted),
            ])
    }

    @Test func aStepThatIsCutOffHasNoEndInTheRecordAndIsTakenUpLater() {
        var (machine, _) = begun([.shell("a", host: "web1"), .shell("b")])
        let actions = machine.cutOff("web1: Permission denied", at: now)
        let reason = "step 1: web1: Permission denied"
        #expect(actions == [.record(.runInterrupted(run: "r", step: 0, reason: reason)), .leave(.interrupted)])
    }

    /// What it was being ended for, and what follows when its host cannot be reached.
    @Test(arguments: [
        (ResumeChoice.retry, RunAction.leave(.interrupted)), (.skip, .start(step: 1, attempt: 1)), (.abort, .leave(.finished(.aborted))),
    ])
    func onlyAnOperatorGoesOnWithoutAStepThatIsCutOff(choice: ResumeChoice, last: RunAction) {
        let (machine, _) = begun([.shell("a", host: "web1"), .shell("b")], underWay, choice)
        var refused = machine
        #expect(refused.cutOff("web1: Permission denied", at: now).last == last)
        var silent = machine
        silent.obstacle = "web1: no answer"
        _ = silent.tick(at: after(5))
        #expect(silent.tick(at: after(15)).last == last)
    }

    @Test func aHostThatIsSilentForLongerThanTheStepsTimeLeavesItToBeLearned() {
        var (machine, _) = begun([.shell("a", timeout: 10_000, host: "web1")])
        machine.obstacle = "web1: no answer"
        #expect(machine.tick(at: after(10)) == [.signal(.term, .timeout)])
        _ = machine.tick(at: after(15))
        let reason = "step 1: web1: no answer"
        #expect(machine.tick(at: after(25)) == [.record(.runInterrupted(run: "r", step: 0, reason: reason)), .leave(.interrupted)])
    }

    @Test func whatWasOverInTimeAndHeardOfLateHasSucceeded() {
        var (machine, _) = begun([.shell("a", timeout: 10_000, host: "web1")])
        _ = machine.tick(at: after(10))
        let actions = machine.ended(StepReport(.exit(code: 0)), at: after(12))
        #expect(actions.first == ended(0, .exit(code: 0), took: 12_000) && actions.last == .leave(.finished(.done)))
    }

    @Test func aVerifyStepIsAskedUntilItHolds() {
        var (machine, actions) = begun([RunStep(kind: .verifyService, text: "backend", timeout: 2000)])
        #expect(actions == [started(0, 1), .verify(step: 0, since: now.wall)])
        #expect(machine.answered(.fails(reason: "down"), at: after(0.1)) == [])
        #expect(machine.tick(at: after(0.5)) == [])
        #expect(machine.tick(at: after(0.6)) == [.verify(step: 0, since: now.wall)])
        actions = machine.answered(.holds(evidence: "backend up"), at: after(0.7))
        #expect(actions == [ended(0, .verified(evidence: "backend up"), took: 700)] + over(.done, "verified: backend up"))
    }

    @Test func aVerifyStepThatNobodyCanMeasureAsksAPersonAndCanBeLookedAtAgain() {
        let step = RunStep(kind: .verifyService, text: "backend", timeout: 2000)
        var (machine, _) = begun([step])
        _ = machine.answered(.unmeasurable(reason: "DISK FULL"), at: after(1))
        let why = "it could not be measured here: DISK FULL"
        let actions = machine.tick(at: after(2))
        #expect(actions.contains(ended(0, .unknown(reason: why), took: 2000)))
        #expect(actions.contains(.record(.runInterrupted(run: "r", step: 0, reason: "step 1: \(why)"))))
        #expect(actions.last == .leave(.interrupted))

        let events: [LaunchEvent] = [
            .runStarted(run: "r", pid: 7, host: "here"), .stepStarted(run: "r", step: 0, attempt: 1),
            .stepFinished(
                run: "r", step: 0, attempt: 1, outcome: .unknown(reason: why), took: 2000, outputBytes: 0, outputHash: nil),
            .runInterrupted(run: "r", step: 0, reason: why),
        ]
        #expect(run([step], events).resumeRefusal == nil)
        #expect(begun([step], events, .resume).1 == [started(0, 2), .verify(step: 0, since: now.wall)])

        // What was measured in the end counts.
        (machine, _) = begun([step])
        _ = machine.answered(.unmeasurable(reason: "DISK FULL"), at: after(0.1))
        _ = machine.tick(at: after(0.7))
        _ = machine.answered(.fails(reason: "backend is down"), at: after(0.8))
        #expect(machine.tick(at: after(2)).contains(ended(0, .notVerified(reason: "backend is down"), took: 2000)))
    }

    @Test func aVerifyStepThatNeverHoldsFailsTheRunWithItsNewestReason() {
        var (machine, _) = begun([RunStep(kind: .verifyService, text: "backend", timeout: 2000)])
        _ = machine.answered(.fails(reason: "backend is down"), at: after(1))
        let actions = machine.tick(at: after(2))
        #expect(actions.contains(ended(0, .notVerified(reason: "backend is down"), took: 2000)))
        #expect(actions.last == .leave(.finished(.failed)))
        #expect(machine.answered(.holds(evidence: "late"), at: after(3)) == [])
    }

    @Test func anAnswerThatNeverComesDoesNotOutlastTheStep() {
        var (machine, _) = begun([RunStep(kind: .verifyService, text: "backend", timeout: 2000)])
        #expect(machine.deadline == now.uptime + .seconds(2))
        #expect(machine.tick(at: after(2)).last == .leave(.finished(.failed)))
    }

    @Test func aManualStepWaitsForAPerson() {
        var (machine, actions) = begun([RunStep(kind: .manual, text: "Tell the team", timeout: 1), .shell("b")])
        #expect(actions == [started(0, 1)])
        #expect(machine.deadline == nil)
        #expect(machine.tick(at: after(1000)) == [])
        actions = machine.chose(.skip, at: after(1000))
        #expect(
            actions == [ended(0, .skipped(reason: "done by hand"), took: 1_000_000), started(1, 1), .start(step: 1, attempt: 1)])
        #expect(machine.chose(.skip, at: after(1001)) == [], "a running command is not skipped by the same decision")
    }

    @Test func abortEndsTheStepThenTheRun() {
        var (machine, _) = begun([.shell("a"), .shell("b")])
        #expect(machine.chose(.abort, at: after(1)) == [.signal(.term, .aborted)])
        #expect(machine.chose(.abort, at: after(2)) == [], "saying it twice does not start the wait again")
        #expect(machine.tick(at: after(6)) == [.signal(.kill, .aborted)])
        let actions = machine.ended(StepReport(.signal(number: 9)), at: after(6))
        #expect(actions == [ended(0, .signal(number: 9), took: 6000)] + over(.aborted, "aborted by an operator at step 1 of 2"))
    }

    @Test func abortWhileVerifyingOrAskingOrPausingEndsAtOnce() {
        for step in [RunStep(kind: .manual, text: "x", timeout: 1), RunStep(kind: .verifyService, text: "x", timeout: 9999)] {
            var (machine, _) = begun([step])
            #expect(machine.chose(.abort, at: now).last == .leave(.finished(.aborted)))
        }
        var (machine, _) = begun([.shell("a", retries: 1)])
        _ = machine.ended(StepReport(.exit(code: 1)), at: now)
        #expect(machine.chose(.abort, at: now).last == .leave(.finished(.aborted)))
    }

    // MARK: Taking up what another runner left

    private var underWay: [LaunchEvent] {
        [.runStarted(run: "r", pid: 1, host: "h"), .stepStarted(run: "r", step: 0, attempt: 1), interrupted]
    }

    @Test func resumingTakesTheStepUpWhereItStandsAndNeverStartsASecond() {
        for idempotent in [false, true] {
            let (_, actions) = begun([.shell("a", idempotent: idempotent), .shell("b")], underWay, .resume)
            #expect(actions == [.start(step: 0, attempt: 1)])
        }
    }

    @Test func aStepTakenUpKeepsTheTimeItHas() {
        let run = run([.shell("a", timeout: 10_000)], underWay)
        var machine = RunMachine(run: run)
        _ = machine.begin(run, choice: .resume, at: after(4))
        #expect(machine.deadline == after(10).uptime)
        #expect(machine.ended(StepReport(.exit(code: 0)), at: after(5)).first == ended(0, .exit(code: 0), took: 5000))
    }

    @Test func aStepTakenUpOnAnotherHostHasTimeToBeHeardOf() {
        let run = run([.shell("a", timeout: 10_000, host: "web1")], underWay)
        var machine = RunMachine(run: run)
        _ = machine.begin(run, choice: .resume, at: after(60))
        #expect(machine.deadline == after(80).uptime)
    }

    @Test func aLostStepRunsAgainOnlyWhereItIsIdempotentAndResumed() {
        let lost = StepReport(.unknown(reason: "killed"))
        var (machine, _) = begun([.shell("a", idempotent: true)], underWay, .resume)
        #expect(machine.ended(lost, at: now) == [ended(0, lost.outcome), started(0, 2), .start(step: 0, attempt: 2)])
        (machine, _) = begun([.shell("a")], underWay, .resume)
        #expect(machine.ended(lost, at: now).last == .leave(.interrupted))
    }

    @Test func aStepThatCertainlyNeverBeganIsBegunAgain() {
        var (machine, _) = begun([.shell("a")], underWay, .resume)
        #expect(machine.neverRan(at: now) == [started(0, 2), .start(step: 0, attempt: 2)])
    }

    @Test func retryEndsWhatIsLeftAndRunsItAgain() {
        var (machine, actions) = begun([.shell("a")], underWay, .retry)
        #expect(actions == [.takeUp(step: 0, attempt: 1), .signal(.term, .again)])
        actions = machine.ended(StepReport(.signal(number: 15)), at: now)
        #expect(actions == [ended(0, .signal(number: 15)), started(0, 2), .start(step: 0, attempt: 2)])
    }

    @Test func skipEndsWhatIsLeftAndGoesOn() {
        var (machine, actions) = begun([.shell("a"), .shell("b")], underWay, .skip)
        #expect(actions == [.takeUp(step: 0, attempt: 1), .signal(.term, .skipped)])
        actions = machine.ended(StepReport(.signal(number: 15)), at: now)
        #expect(Array(actions.suffix(2)) == [started(1, 1), .start(step: 1, attempt: 1)])
    }

    @Test func abortOfAnInterruptedRunEndsWhatIsLeft() {
        var (machine, actions) = begun([.shell("a")], underWay, .abort)
        #expect(actions == [.takeUp(step: 0, attempt: 1), .signal(.term, .aborted)])
        actions = machine.neverRan(at: now)
        #expect(actions.last == .leave(.finished(.aborted)))
    }

    @Test func anInterruptedRunWithoutADecisionWaitsForOne() {
        let (_, actions) = begun([.shell("a")], underWay)
        #expect(actions.last == .leave(.interrupted))
    }

    private static let unknown = StepOutcome.unknown(reason: "x")

    /// What was recorded of step 1, the decision, and what happens first.
    @Test(arguments: [
        (StepOutcome.exit(code: 0), ResumeChoice.resume, RunAction.start(step: 1, attempt: 1)),
        (.exit(code: 0), .retry, .start(step: 1, attempt: 1)),
        (.exit(code: 1), .retry, .start(step: 0, attempt: 2)),
        (.exit(code: 1), .resume, .leave(.finished(.failed))),
        (.exit(code: 1), .skip, .start(step: 1, attempt: 1)),
        (.error(reason: "x"), .resume, .start(step: 0, attempt: 2)),
        (unknown, .resume, .leave(.interrupted)),
        (unknown, .retry, .start(step: 0, attempt: 2)),
        (unknown, .skip, .start(step: 1, attempt: 1)),
        (unknown, .abort, .leave(.finished(.aborted))),
    ])
    func whatAnEarlierRunnerFinishedIsNotDoneAgain(outcome: StepOutcome, choice: ResumeChoice, last: RunAction) {
        let finished = LaunchEvent.stepFinished(
            run: "r", step: 0, attempt: 1, outcome: outcome, took: 1, outputBytes: 0, outputHash: nil)
        let (_, actions) = begun([.shell("a"), .shell("b")], Array(underWay.prefix(2)) + [finished, interrupted], choice)
        #expect(actions.last == last)
    }

    @Test func aRunWhoseLastStepWasDoneIsOnlyEnded() {
        let finished = LaunchEvent.stepFinished(
            run: "r", step: 0, attempt: 1, outcome: .exit(code: 0), took: 1, outputBytes: 0, outputHash: nil)
        let (_, actions) = begun([.shell("a")], Array(underWay.prefix(2)) + [finished, interrupted], .resume)
        #expect(actions.last == .leave(.finished(.done)))
    }
}
