import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

private typealias Notification = LaunchCore.Notification

@Suite struct NotifierTests {
    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    private func notifier(_ notifications: [Notification], told: Int64 = 0) throws -> Notifier {
        var plan = PlanSample.plan
        plan.notifications = notifications
        plan.secrets = ["hunter22"]
        let notifier = Notifier(
            plan: plan, directory: scratch.path, environment: ["PATH": "/usr/bin:/bin", "HOOK": "yes"], clock: SystemClock.now,
            told: told, wake: {})
        return try #require(notifier)
    }

    private func notification(command: String? = nil, webhook: String? = nil, events: [String] = []) -> Notification {
        Notification(command: command, webhook: webhook, events: events, location: PlanSample.location)
    }

    private func records(_ events: LaunchEvent...) -> [Record] {
        events.enumerated().map { Record(seq: Int64($0.offset + 1), at: SystemClock.moment(), by: PlanSample.dana, event: $0.element) }
    }

    private func tell(_ notifier: Notifier, _ records: [Record]) {
        notifier.take(records, state: LaunchState(), verdict: Verdict(.hold, reason: "wait"), now: SystemClock.moment())
    }

    @Test func aCommandReadsTheNoticeAsJSON() async throws {
        let notifier = try notifier([notification(command: #"cat > told.json; echo "$OPSCONSOLE_EVENT $OPSCONSOLE_TEXT $HOOK" > told.txt"#)]
        )
        tell(notifier, records(.engineStarted(pid: 1, host: "here"), .launchHeld(reason: "token hunter22 leaked")))
        try await onThread { notifier.finish(within: .seconds(30)) }
        #expect(notifier.takeNews() == ([], 2))
        let said = try JSONDecoder().decode(Notice.self, from: Data(contentsOf: URL(filePath: scratch("told.json"))))
        #expect(said.text == "Shop v2: put the launch on hold: token [redacted] leaked")
        #expect(said.event == .hold)
        #expect(said.launch == Notice.Launch(name: "Shop v2", id: "shop-v2", from: "v1", to: "v2"))
        #expect(said.verdict == Notice.State(word: "HOLD", reason: "wait"))
        #expect(said.seq == 2)
        let words = try String(contentsOfFile: scratch("told.txt"), encoding: .utf8)
        #expect(words == "hold Shop v2: put the launch on hold: token [redacted] leaked yes\n")
    }

    @Test func aWebhookIsPostedTo() async throws {
        let server = try TestServer(.ok("{}"))
        let notifier = try notifier([notification(webhook: server.url("/hook?key=x"), events: ["firing", "rollback"])])
        tell(
            notifier,
            records(
                .launchHeld(reason: "not asked for"), .triggerChanged(trigger: "errors", state: .pending, evidence: []),
                .triggerChanged(trigger: "errors", state: .firing, evidence: []), .countdownStarted(trigger: "errors", length: 30_000)))
        try await onThread { notifier.finish(within: .seconds(30)) }
        #expect(server.requests.count == 2)
        #expect(server.requests.first?.hasPrefix("POST /hook?key=x HTTP/1.1") == true)
        #expect(server.requests.first?.contains("Content-Type: application/json") == true)
        #expect(server.requests.first?.contains(#""event":"firing""#) == true)
        #expect(server.requests.first?.contains(#""text":"Shop v2: error rate FIRES""#) == true)
        #expect(server.requests.last?.contains("rolls back in 30s") == true)
    }

    @Test func aFailedTryIsRepeatedUntilItGetsThrough() async throws {
        let notifier = try notifier([notification(command: "test -e tried || { touch tried; echo not yet >&2; exit 7; }; touch told")])
        tell(notifier, records(.launchHeld(reason: "wait")))
        try await onThread { notifier.finish(within: .seconds(30)) }
        #expect(access(scratch("told"), F_OK) == 0)
        #expect(notifier.takeNews() == ([], 1))
    }

    @Test func aRefusalIsToldWithoutThePathOfTheURL() async throws {
        let server = try TestServer(.status(404, headers: ["Content-Type: text/plain"], body: "no such hook"))
        let notifier = try notifier([notification(webhook: server.url("/secret/path"))])
        tell(notifier, records(.launchHeld(reason: "wait")))
        try await onThread { notifier.finish(within: .seconds(30)) }
        let news = notifier.takeNews()
        #expect(news.events == [.notificationFailed(notification: "127.0.0.1:\(server.port)", reason: "status 404: no such hook")])
        #expect(server.requests.count == 1)
    }

    @Test func oneThatHangsHoldsUpNeitherTheOthersNorTheEnd() async throws {
        let notifier = try notifier([notification(command: "sleep 1000"), notification(command: "touch told")])
        tell(notifier, records(.launchHeld(reason: "wait")))
        try await onThread { [scratch] in
            let deadline = ContinuousClock.now + .seconds(30)
            while access(scratch("told"), F_OK) != 0, ContinuousClock.now < deadline { usleep(2000) }
            notifier.finish(within: .zero)
        }
        #expect(access(scratch("told"), F_OK) == 0)
        #expect(notifier.takeNews().told == 0, "what was not told is told by the next engine")
    }

    @Test func theMarkIsKept() throws {
        let folder = try LaunchFolder(at: scratch.path)
        var mark = ToldMark(folder)
        #expect(mark.seq == nil)
        try mark.write(42)
        #expect(ToldMark(folder).seq == 42)
    }
}
