import ConsoleTestKit
import LaunchCore

/// What one tortured run does, and what is done to it.
struct Scenario {
    /// A step and what it must have written where it ends with 0.
    struct Step {
        var step: RunStep
        var outputBytes: Int
        /// It leaves a process behind on purpose.
        var leavesDaemon: Bool
    }

    /// How long a process sleeps that is left behind on purpose.
    static let daemon = 6000

    enum Fault: String, CaseIterable {
        case runner, supervisor, command, supervisorAndCommand, sharedConnection, clients, serverConnection, follower, cut, cutAfter,
            silence, slow, fullJournal,
            secondRunner, abort, terminal
    }

    var steps: [Step]
    /// When each happens, in milliseconds from the request.
    var faults: [(at: Int, fault: Fault, bytes: Int)]
    /// What the steps belong to.
    var work: RunWork
    /// What the operator decides each time he is asked, where the rules allow it.
    var decisions: [ResumeChoice]

    init(_ dice: inout Dice, world: String, remote: Bool) {
        steps = (0..<Int.random(in: 1...3, using: &dice)).map { _ in Self.step(&dice, world: world, remote: remote) }
        faults = (0..<Int.random(in: 0...3, using: &dice)).map { _ in
            (
                at: Int.random(in: 0...700, using: &dice), fault: dice.pick(Fault.allCases),
                bytes: Int.random(in: 0...200_000, using: &dice)
            )
        }.sorted { $0.at < $1.at }
        work = dice.one(in: 2) ? .rollback(number: 1, trigger: nil) : .procedure(name: "smoke", item: nil)
        decisions = (0..<20).map { _ in dice.pick([.resume, .resume, .resume, .retry, .skip, .abort]) }
    }

}

extension Scenario.Step {
    /// One that ends well by itself, soon.
    static func quick(_ dice: inout Dice, world: String, host: String?) -> Scenario.Step {
        let mark = "\"$OPSCONSOLE_STEP.$OPSCONSOLE_ATTEMPT\""
        let body = dice.one(in: 3) ? "head -c 300000 /dev/zero | tr '\\0' x" : "sleep 0.\(Int.random(in: 0...9, using: &dice)); echo done"
        let text = "echo begin \(mark) >>'\(world)'; \(body); echo end \(mark) 0 >>'\(world)'; exit 0"
        let step = RunStep.shell(text, timeout: 20_000, idempotent: dice.one(in: 3), host: host)
        return Scenario.Step(step: step, outputBytes: body.hasPrefix("head") ? 300_000 : 5, leavesDaemon: false)
    }
}

extension Scenario {
    private static func step(_ dice: inout Dice, world: String, remote: Bool) -> Step {
        let mark = "\"$OPSCONSOLE_STEP.$OPSCONSOLE_ATTEMPT\""
        var output = 0
        var daemon = false
        var timeout: Milliseconds = 20_000
        var body: String
        switch Int.random(in: 0..<9, using: &dice) {
        case 0: body = ":"
        case 1:
            output = Int.random(in: 1...3_000_000, using: &dice)
            body = "head -c \(output) /dev/zero | tr '\\0' x"
        case 2:
            output = 60
            body = "for i in 1 2 3 4 5 6; do printf 0123456789; sleep 0.05; done"
        case 3:
            daemon = true
            body = "setsid sleep \(Self.daemon) & :"
        case 4:
            timeout = 1000
            body = "trap '' TERM; sleep 600 & wait; sleep 600"
        case 5:
            timeout = 1000
            body = "sleep 600"
        default:
            output = 5
            body = "sleep 0.\(Int.random(in: 0...5, using: &dice)); echo done"
        }
        let code = dice.one(in: 5) ? 7 : 0
        let text = "echo begin \(mark) >>'\(world)'; \(body); echo end \(mark) \(code) >>'\(world)'; exit \(code)"
        var step = RunStep.shell(
            text, timeout: timeout, retries: dice.one(in: 4) ? 1 : 0, idempotent: dice.one(in: 3),
            host: remote && !dice.one(in: 3) ? "web1" : nil)
        if step.host == nil, dice.one(in: 3) {
            step.isInteractive = true
            // A terminal ends lines with a return, too.
            if output == 5 { output = 6 }
        }
        return Step(step: step, outputBytes: output, leavesDaemon: daemon)
    }
}
