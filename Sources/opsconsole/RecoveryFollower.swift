import ArgumentParser
import ConsoleModel
import LaunchCore

/// Waits, after the last step of a rollback, for what the triggers say of it: the same verdict as on every screen.
struct RecoveryFollower {
    let launch: OpenLaunch
    let run: String

    /// - Parameter attend: called with every look: somebody must go on measuring.
    /// - Throws: exit 1 for ROLLBACK FAILED, or where another rollback takes this one's place, after it was said.
    func follow(attend: () -> Void) throws {
        let watch = try FileWatch(launch.folder.bells)
        let reader = LiveReader(launch.folder.live)
        var live = LiveState()
        var said: String?
        while true {
            _ = try launch.catchUp()
            // Without readings the records speak.
            _ = try? reader.refresh(&live)
            guard let state = launch.state.rollback, state.id == run else { throw replaced() }
            let recovery = Recovery(plan: launch.plan, state: launch.state, live: live, now: SystemClock.moment())
            let verdict = recovery.verdict(of: state)
            guard case .waiting(let triggers, let left) = recovery.standing(of: state) else {
                Output.say("\(verdict.word.rawValue): \(Printable.text(verdict.reason))")
                if verdict.word == .rollbackFailed { throw ExitCode(1) }
                return
            }
            let names = triggers.map(\.text).joined(separator: ", ")
            if said != names {
                said = names
                // Rounded up: it is a bound.
                let most = Duration.seconds((left.milliseconds + 999) / 1000).roundedText
                Output.say("waiting for \(Printable.text(names)) to recover, at most \(most)")
            }
            attend()
            watch.wait(atMost: .milliseconds(500))
        }
    }

    private func replaced() -> ExitCode {
        let who = launch.state.rollback.map { " by \($0.requestedBy.name)" } ?? ""
        Output.error("opsconsole: another rollback was requested\(who) before the triggers of this one had recovered")
        return ExitCode(1)
    }
}

/// How long whoever starts a rollback stays.
struct WaitOptions: ParsableArguments {
    @Flag(name: .long, help: "Do not wait for the end.") var noWait = false
    @Flag(name: .long, help: "End with a rollback's last step; do not wait for its triggers to recover.") var noRecoveryWait = false
}
