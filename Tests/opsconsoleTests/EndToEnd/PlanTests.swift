import ConsoleTUI
import ConsoleTestKit
import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The plan's own files with the real program: ticks written back, roles given, changes told and accepted, questions of `init`.
@Suite(.serialized) struct PlanTests {
    private static let plan =
        "# Shop v3\r\n\r\n## Deploy\r\n- [ ] Announce it ✅\r\n- [ ] Apply [x] migrations\r\n\r\n## Agents to launch\r\n- qa\r\n- release\r\n"

    private func staged() throws -> StagedLaunch {
        let launch = try StagedLaunch()
        try launch.write("plan.md", Self.plan)
        try launch.write("launch.yaml", "# ours\nlaunch: Shop v2\nplan: [plan.md]\n")
        return launch
    }

    @Test func aScriptsTicksAreWrittenIntoThePlanAndNothingElseIs() async throws {
        try await onThread {
            let launch = try staged()
            #expect(try launch.run(["tick", launch.launchFile, "Announce", "--write-ticks"]).code == 0)
            let once = Self.plan.replacingOccurrences(of: "[ ] Announce", with: "[x] Announce")
            #expect(launch.text("plan.md") == once)
            #expect(try launch.run(["tick", launch.launchFile, "migrations"]).code == 0)
            #expect(launch.text("plan.md") == once)
            #expect(try launch.run(["untick", launch.launchFile, "Announce", "--write-ticks"]).code == 0)
            #expect(launch.text("plan.md") == Self.plan.replacingOccurrences(of: "[ ] Apply", with: "[x] Apply"))
        }
    }

    @Test func aConsolesTicksAreWrittenAndChangeNothingThatMustBeAccepted() async throws {
        try await onThread {
            let launch = try staged()
            let console = try launch.console([launch.launchFile, "--write-ticks"])
            try console.wait(for: "[ ] Announce it")
            console.type(" ")
            let expected = Self.plan.replacingOccurrences(of: "[ ] Announce", with: "[x] Announce")
            try console.wait { _ in launch.text("plan.md") == expected }
            #expect(try launch.run(["tick", launch.launchFile, "migrations"]).code == 0)
            try console.wait { _ in launch.text("plan.md") == expected.replacingOccurrences(of: "[ ] Apply", with: "[x] Apply") }
            try console.wait(for: "[x] Apply")
            #expect(!console.screen.text.contains("plan changed"))
        }
    }

    @Test func aConsoleOpenedAfterAnEditSaysWhatChanged() async throws {
        try await onThread {
            let launch = try staged()
            #expect(try launch.run(["note", launch.launchFile, "begun"]).code == 0)
            try launch.write("plan.md", Self.plan.replacing("Announce it", with: "Announce it loudly"))
            let console = try launch.console()
            try console.wait(for: "the plan changed")
            console.type("A")
            try console.wait(for: "is now `Announce it loudly")
            for name in ["index", "0", "1"] {
                let facts = try FileManager.default.attributesOfItem(atPath: launch.folder + "/plan/" + name)
                #expect(facts[.posixPermissions] as? Int == 0o600)
            }
            console.type("\r")
            try console.wait { !$0.text.contains("the plan changed") }
        }
    }

    @Test func aScriptAcceptsAChangedPlanAndTheRollbackGoes() async throws {
        try await onThread {
            let launch = try StagedLaunch(rollback: ["steps: [{run: ./undo}]"])
            #expect(try launch.run(["note", launch.launchFile, "begun"]).code == 0)
            #expect(try launch.run(["accept", launch.launchFile, "--yes"]).errors.contains("the plan has not changed"))
            try launch.write("launch.yaml", launch.text("launch.yaml").replacing("{run: ./undo}", with: #"{run: "echo back"}"#))
            let change = "rollback step 1 changed: `./undo, at most"

            let status = try launch.run(["status", launch.launchFile]).output
            #expect(status.contains("▲ the plan changed and is not accepted") && status.contains(change), "\(status)")
            let refused = try launch.run(["rollback", launch.launchFile, "--yes", "--reason", "errors"])
            #expect(refused.code == 1 && refused.errors.contains("`opsconsole accept`"), "\(refused)")

            let shown = try launch.run(["accept", launch.launchFile])
            #expect(shown.code == 1 && shown.output.contains(change) && shown.errors.contains("--yes"), "\(shown)")
            let accepted = try launch.run(["accept", launch.launchFile, "--yes", "--reason", "reviewed"])
            #expect(accepted.code == 0 && accepted.output.contains(change), "\(accepted)")
            let report = try launch.run(["report", launch.launchFile]).output
            #expect(report.contains("accepted the plan as it is now: reviewed"), "\(report)")
            #expect(try !launch.run(["status", launch.launchFile]).output.contains("not accepted"))
            let rolled = try launch.run(["rollback", launch.launchFile, "--yes", "--reason", "errors", "--no-recovery-wait"])
            #expect(rolled.code == 0, "\(rolled)")
        }
    }

    @Test func onATerminalAcceptAsks() async throws {
        try await onThread {
            let launch = try staged()
            #expect(try launch.run(["note", launch.launchFile, "begun"]).code == 0)
            try launch.write("plan.md", Self.plan.replacing("Announce it", with: "Announce it loudly"))
            for (answer, words) in [("\r", "opsconsole: not accepted"), ("y\r", "accepted")] {
                let console = try launch.console(["accept", launch.launchFile])
                try console.wait(for: "Accept it? [y/N]")
                #expect(console.screen.text.contains("is now `Announce it loudly"))
                console.type(answer)
                try console.wait { $0.text.split(separator: "\n").contains { $0.hasSuffix(words) } }
            }
        }
    }

    @Test func aFinishedLaunchIsBegunAnewOnTheScreen() async throws {
        try await onThread {
            let launch = try staged()
            let console = try launch.console()
            try console.wait(for: "[ ] Announce it")
            console.type(" ")
            try console.wait(for: "[x] Announce it")
            #expect(try launch.run(["stop", launch.launchFile, "--reason", "over"]).code == 0)
            try console.wait(for: ":begin starts anew")
            console.type(":begin\r")
            try console.wait(for: "Begin a new launch")
            console.type("\r")
            try console.wait { $0.text.contains("[ ] Announce it") && !$0.text.contains(":begin starts anew") }
            try console.wait(for: "PREPARING")
            console.type(" ")
            try console.wait(for: "[x] Announce it")
            console.type("q")
            #expect(try console.waitForEnd() == .exited(0))
        }
    }

    @Test func commandsOfAPlanThatNobodyAcceptedDoNotRunNotEvenToMeasure() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            #expect(try launch.run(["note", launch.launchFile, "begun"]).code == 0)
            let changed = launch.text("launch.yaml")
                .replacing("services:\n", with: "services:\n  sly: {url: \"exec:echo sly >> ran\", every: 200ms}\n")
                .replacing("metrics:\n", with: "metrics:\n  slow: {command: \"echo slow >> ran; echo 1\", every: 200ms}\n")
                .replacing("logs: {", with: "logs: {tail: {command: \"echo log >> ran; sleep 60\"}, ")
                .replacing("phases:\n", with: "deployments:\n  d: {command: \"echo depl >> ran; echo {}\", every: 200ms}\nphases:\n")
            try launch.write("launch.yaml", changed)
            let console = try launch.console()
            try console.wait(for: "the plan changed and is not accepted")
            try launch.waitUntil("the engine measures what is no command") {
                try launch.status().contains(#""state" : "up""#)
            }
            #expect(launch.text("ran").isEmpty)
            console.type("A")
            try console.wait(for: "Accept the changed plan")
            console.type("\r")
            for word in ["sly", "slow", "log", "depl"] { try launch.waitUntil(word) { launch.text("ran").contains(word + "\n") } }
        }
    }

    @Test func ticksAreNotWrittenIntoAPlanThatSomebodyElseChanged() async throws {
        try await onThread {
            let launch = try staged()
            #expect(try launch.run(["tick", launch.launchFile, "migrations"]).code == 0)
            try launch.write("plan.md", "")
            let result = try launch.run(["note", launch.launchFile, "still here"])
            #expect(result.code == 0)
            #expect(launch.text("plan.md").isEmpty)
        }
    }

    @Test func aSectionGetsItsRoleByAKeyAndTheLaunchFileKeepsIt() async throws {
        try await onThread {
            let launch = try staged()
            let console = try launch.console()
            try console.wait(for: "Announce it")
            console.type(":role\r")
            try console.wait(for: "What a section is")
            console.type("\u{15}Agents\t")
            try console.wait(for: "Agents to launch")
            console.type("t\r")
            try console.wait { _ in
                launch.text("launch.yaml") == "# ours\nlaunch: Shop v2\nplan: [plan.md]\nroles:\n  \"Agents to launch\": tasks\n"
            }
            try console.wait(for: "the plan changed")
            console.type("A")
            try console.wait(for: "item added: qa")
            console.type("\r")
            try console.wait { !$0.text.contains("the plan changed") }
        }
    }

    @Test func aScriptGivesARole() async throws {
        try await onThread {
            let launch = try staged()
            let result = try launch.run(["role", launch.launchFile, "agents", "tasks"])
            #expect(result.code == 0 && result.output == "Agents to launch: tasks\n")
            #expect(try launch.run(["check", launch.launchFile, "--json"]).output.contains(#""text": "release""#))
            #expect(try launch.run(["role", launch.launchFile, "nowhere", "tasks"]).code == 1)
        }
    }

    @Test func aChangeIsToldAcceptedAndWatchedByTheSameEngine() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let console = try launch.console()
            try console.wait(for: "Announce the launch")
            console.type(" ")
            try console.wait(for: "[x] Announce the launch")
            try console.wait { _ in launch.enginePid != nil }
            let engine = try #require(launch.enginePid)
            let before = launch.text("launch.yaml")
            let after = before.replacingOccurrences(
                of: "logs: {app", with: "  db: {url: \"tcp://127.0.0.1:\(launch.server.port)\", every: 200ms, timeout: 1s}\nlogs: {app"
            )
            .replacingOccurrences(of: "echo first", with: "echo primo")
            try launch.write("launch.yaml", after)
            try console.wait(for: "nothing of it can run")
            console.type("A")
            try console.wait(for: "service added: tcp://")
            #expect(console.screen.text.contains("rollback step 1 changed"))
            console.type("\r")
            try console.wait { screen in screen.text.split(separator: "\n").contains { $0.contains(" db ") && $0.contains(" up") } }
            #expect(launch.enginePid == engine)
            #expect(console.screen.text.contains("[x] Announce the launch"))
        }
    }

    @Test func aLaunchBegunFromThePlanAloneSaysWhatItsLaunchFileAdds() async throws {
        try await onThread {
            let launch = try staged()
            let plan = launch.scratch("plan.md")
            let tick = try launch.run(["tick", plan, "announce"])
            #expect(tick.code == 0, "\(tick.errors)")
            try launch.write("launch.yaml", "plan: plan.md\nservices:\n  web: {url: \"\(launch.server.url("/health"))\", every: 1s}\n")
            let console = try launch.console()
            try console.wait(for: "nothing of it can run")
            console.type("A")
            try console.wait(for: "service added: \(launch.server.url("/health"))")
            #expect(!console.screen.text.contains("is not known here"))
        }
    }

    @Test func enterShowsTheSectionAsItIsMeantToLook() async throws {
        try await onThread {
            let launch = try staged()
            try launch.write(
                "plan.md",
                "# P\n\n## Deploy\nRead the **manual** and `ls`.\n\n- [ ] Announce it\n\n| a | b |\n|---|---|\n| one | [docs](http://x.example/) |\n"
            )
            let console = try launch.console()
            try console.wait(for: "Announce it")
            console.type("\r")
            try console.wait(for: "Read the manual and ls.")
            try console.wait(for: "docs (http://x.example/)")
            try console.wait(for: "one │")
        }
    }

    @Test func initAsksOnATerminalAndNowhereElse() async throws {
        try await onThread {
            let launch = try staged()
            let console = try launch.console(["init", launch.scratch("plan.md"), "-o", launch.scratch("asked.yaml")])
            try console.wait(for: "Name of the launch [Shop v3]")
            console.type("\r")
            try console.wait(for: "Version that runs now")
            console.type("v2\r")
            try console.wait(for: "Version to launch")
            console.type("v3\r")
            #expect(try console.waitForEnd() == .exited(0))
            #expect(launch.text("asked.yaml").contains("launch: \"Shop v3\"\n"))
            #expect(launch.text("asked.yaml").contains("version: {from: \"v2\", to: \"v3\"}\n"))
            #expect(try launch.run(["check", launch.scratch("asked.yaml")]).code == 0)
            let piped = try launch.run(["init", launch.scratch("plan.md"), "-o", launch.scratch("piped.yaml")])
            #expect(piped.code == 0 && !piped.errors.contains("Name of the launch"))
            #expect(try launch.run(["init", launch.scratch("plan.md"), "-o", launch.scratch("piped.yaml")]).code == 1)
        }
    }
}
