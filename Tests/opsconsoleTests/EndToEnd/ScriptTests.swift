import ConsoleModel
import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

/// What a key does, a script does: under the same rules, with the same record.
@Suite(.serialized) struct ScriptTests {
    private static let launch = """
        launch: Shop v2
        services:
          web: {url: "URL", every: 100ms}
        metrics:
          breach: {manual: "A breach was reported"}
        phases:
          - id: prepare
            title: Prepare
            items: [{id: announce, text: Announce it}, {id: backup, text: Back it up}]
            decision: {title: Launch approval}
        windows: [{name: Hour 1, lasts: 1h, every: 5m}]
        triggers: [{name: breach, when: breach, action: propose}]
        criteria: [No rollback]

        """

    @Test func everyCommandDoesWhatItsKeyDoes() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            try launch.write("launch.yaml", Self.launch.replacing("URL", with: launch.server.url("/health")))
            func run(_ arguments: String...) throws {
                let done = try launch.run([arguments[0], launch.launchFile] + arguments.dropFirst())
                #expect(done.code == 0, "\(arguments): \(done.errors)")
            }
            try run("tick", "announce")
            try run("untick", "announce")
            try run("tick", "Announce it")
            try run("skip", "backup", "--reason", "there is nothing to lose")
            try run("decide", "Launch approval", "go")
            try run("note", "a word")
            try run("hold", "--reason", "lunch")
            // Nobody watches yet.
            #expect(try launch.run(["status", launch.launchFile, "--exit-code"]).code == 4)
            try run("release", "--reason", "back")
            try run("window", "start", "Hour 1")
            try run("window", "extend", "--by", "30m", "--reason", "it is late")
            try launch.startEngine()
            try run("declare", "breach", "--reason", "seen in the log")
            try launch.waitUntil("the trigger fires") { try launch.status().contains(#""word" : "ROLL BACK?""#) }
            #expect(try launch.run(["status", launch.launchFile, "--exit-code"]).code == 2)
            try run("ack", "breach", "--reason", "known")
            try run("window", "cut", "--reason", "seen enough")
            try run("stop", "--reason", "done")
            try launch.waitUntil("the engine has written down the end and left") { launch.enginePid == nil }
            let status = try launch.status()
            #expect(status.contains(#""state" : "inconclusive""#))
            let kinds = try Journal(reading: launch.folder + "/journal.sqlite").records().map { "\($0.event)".prefix { $0 != "(" } }
            for kind in [
                "itemTicked", "itemUnticked", "itemSkipped", "decisionMade", "noteAdded", "launchHeld", "launchReleased", "windowOpened",
                "windowExtended", "metricDeclared", "triggerChanged", "triggerAcknowledged", "windowClosed", "launchFinished",
                "outcomeJudged",
                "engineStopped",
            ] { #expect(kinds.contains(Substring(kind)), "\(kind)") }
        }
    }
}

extension StagedLaunch {
    func status() throws -> String { try run(["status", launchFile, "--json"]).output }
}
