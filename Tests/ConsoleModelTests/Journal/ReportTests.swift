import ConsoleModel
import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@Suite struct ReportTests {
    private var plan: Plan {
        var plan = PlanSample.plan
        plan.secrets = ["hunter22"]
        plan.criteria = [
            Criterion(text: "No rollback", location: PlanSample.location),
            Criterion(text: "Team is happy", location: PlanSample.location),
            Criterion(
                text: "error_rate < 1%",
                condition: plan.triggers[0].condition.map { bound in
                    Condition(metric: "error_rate", comparison: .below, threshold: Quantity(text: "1%") ?? bound.threshold)
                }, location: PlanSample.location),
        ]
        return plan
    }

    private var report: Report { Report(plan: plan, records: LaunchStory.records) }

    @Test func itSaysHowLongEverythingTook() throws {
        let incident = try #require(report.incidents.first)
        #expect(report.incidents.count == 1)
        #expect(incident.text == "error rate")
        #expect(incident.condition == "error_rate > 5%")
        #expect(incident.evidence == ["error_rate 6.2%", "error_rate 8.3%"])
        #expect(incident.timeToDetect == .seconds(10))
        #expect(incident.timeToDecide == .seconds(15))
        #expect(incident.timeToRollBack == .seconds(35))
        #expect(incident.timeToRecover == .seconds(90))
    }

    /// Escaped for a shell, a secret would not be found any more.
    @Test func aSecretIsNotInWhatIsToBePastedEither() throws {
        var plan = plan
        plan.secrets = ["hunter$22"]
        let events: [LaunchEvent] = [
            .runRequested(
                run: "r1", work: .rollback(number: 1, trigger: nil), steps: [.shell("login\u{202E} 'hunter$22'\n\tx")], reason: "broken",
                evidence: []),
            .runFinished(run: "r1", outcome: .failed, reason: "step 1 failed"),
        ]
        let records = events.enumerated().map {
            Record(seq: Int64($0 + 1), at: PlanSample.start.wall, by: PlanSample.li, event: $1)
        }
        let left = try #require(Report(plan: plan, records: records).rollbacks.first?.left.first)
        #expect(!left.contains("hunter") && left.contains(#"login\342\200\256 \047"#), "\(left)")
    }

    @Test func anAcknowledgedTriggerThatNobodyRolledBackWasDecidedToo() throws {
        let start = PlanSample.start.wall
        let events: [(Int, Actor, LaunchEvent)] = [
            (10, PlanSample.engine, .triggerChanged(trigger: "errors", state: .firing, evidence: [])),
            (30, PlanSample.li, .triggerAcknowledged(trigger: "errors", reason: "known")),
            (50, PlanSample.engine, .triggerChanged(trigger: "errors", state: .resolved, evidence: [])),
            (70, PlanSample.engine, .triggerChanged(trigger: "errors", state: .firing, evidence: [])),
        ]
        let records = events.enumerated().map { Record(seq: Int64($0 + 1), at: start + .seconds($1.0), by: $1.1, event: $1.2) }
        let incidents = Report(plan: plan, records: records).incidents
        #expect(incidents.map(\.timeToDetect) == [.zero, .zero])
        #expect(incidents.map(\.timeToDecide) == [.seconds(20), nil])
        #expect(incidents.map(\.timeToRollBack) == [nil, nil])
        #expect(incidents.map(\.timeToRecover) == [.seconds(40), nil])
        #expect(incidents[0].acknowledgement == "known")
    }

    @Test func itEndsAsTheLaunchDid() {
        #expect(report.outcome == Verdict(.rolledBack, reason: "verified"))
        #expect(Report(plan: plan, records: Array(LaunchStory.records.prefix(12))).outcome?.word == .rollingBack)
        #expect(Report(plan: plan, records: Array(LaunchStory.records.prefix(5))).outcome == nil)
        #expect(Report(plan: plan, records: []).timeline.isEmpty)
    }

    @Test func aRollbackWhoseTriggerGoesOnFiringHasNotRecovered() {
        let records = LaunchStory.records.filter {
            if case .triggerChanged(_, .resolved, _) = $0.event { false } else { true }
        }
        let ended = PlanSample.start.wall + .seconds(300)
        let soon = Report(plan: plan, records: records, now: ended)
        #expect(soon.outcome == Verdict(.rolledBack, reason: "waiting for error rate to recover: 8.3% > 5%; verified"))
        #expect(soon.incidents[0].timeToRecover == nil && soon.incidents[0].timeToRollBack != nil)
        let later = Report(plan: plan, records: records, now: ended + .seconds(600))
        #expect(later.outcome?.word == .rollbackFailed)
    }

    @Test func aSkippedStepHasNotSucceeded() throws {
        let start = PlanSample.start.wall
        let steps = (plan.rollback?.steps ?? []).map { RunStep($0) }
        let events: [(Actor, LaunchEvent)] = [
            (PlanSample.dana, .runRequested(run: "r1", work: .rollback(number: 1, trigger: nil), steps: steps, reason: "no", evidence: [])),
            (PlanSample.li, .runResumed(run: "r1", step: 0, choice: .skip)),
            (
                PlanSample.engine,
                .stepFinished(
                    run: "r1", step: 0, attempt: 1, outcome: .skipped(reason: "skipped by an operator"), took: 1, outputBytes: 0,
                    outputHash: nil)
            ),
        ]
        let records = events.enumerated().map { Record(seq: Int64($0 + 1), at: start, by: $1.0, event: $1.1) }
        let step = try #require(Report(plan: plan, records: records).rollbacks.first?.steps.first)
        #expect(!step.succeeded && step.skipped && step.skippedBy == "li" && step.outcome == "skipped by li")
        let text = Report(plan: plan, records: records).text(as: .json, offset: .zero)
        #expect(text.contains("\"skipped_by\": \"li\"") || text.contains("\"skipped_by\":\"li\""))
    }

    @Test func criteriaAreJudgedByWhatTheRecordsKnow() {
        #expect(report.criteria.map(\.met) == [false, nil, true])
        #expect(report.criteria[2].evidence == "error_rate 0.4% when last recorded")
    }

    @Test func everyOperatorsDeedsAreCounted() {
        #expect(report.people.map(\.name) == ["dana", "li"])
        #expect(report.people[0].deeds == ["1 ticked", "1 decision", "1 rollback", "1 other record"])
        #expect(report.people[1].deeds == ["1 skipped", "1 decision", "1 note"])
    }

    @Test(arguments: ReportFormat.allCases) func noSecretLeaves(format: ReportFormat) {
        let text = report.text(as: format, offset: .zero)
        #expect(!text.contains("hunter22"))
        #expect(text.contains("redacted"))
    }

    @Test func markdownIsReadAsItIsMeant() {
        let text = report.text(as: .markdown, offset: .seconds(7200))
        for line in [
            "# Shop v2, v1 → v2", "| Outcome | ROLLED BACK: verified |", "| Begun | 2027-01-15 10:00:00 |", "| Times | UTC+02:00 |",
            "| Time to recover | 1m30s |", "| Migrate | skipped | li | 2027-01-15 10:01:30 | no \\<schema> change \\| this time |",
            "Trigger: error rate: error_rate 8.3%.", "| 1 | git revert HEAD | this host | done | 2.1s |  | 10 | 00ff |",
            "| 2 | verify backend is up | this host | verified (backend up, 81ms) | 32s |  |  |  |", "Decision Launch approval: GO.",
            "| 9 | 2027-01-15 10:03:30 | T+00:02:30 | engine | error rate FIRES: error_rate 8.3% |", "- newest hash hash 19",
        ] { #expect(text.contains(line + "\n"), "\(line)") }
    }

    @Test(arguments: [
        ("snake_case and _emphasis_", "snake_case and \\_emphasis\\_"), ("a|b", "a\\|b"), ("`x` *y* [z](u)", "\\`x\\` \\*y\\* \\[z\\](u)"),
        ("<b>&amp;", "\\<b>\\&amp;"), ("one\ntwo", "one^Jtwo"),
    ]) func noTextIsReadAsMarkdown(text: String, printed: String) {
        var plan = PlanSample.plan
        plan.phases[1].items[0].text = text
        let report = Report(plan: plan, records: LaunchStory.records)
        #expect(report.text(as: .markdown, offset: .zero).contains("| \(printed) | open |"))
    }

    @Test func htmlCannotBeBrokenOutOf() {
        let text = report.text(as: .html, offset: .zero)
        #expect(text.contains("<td>no &lt;schema&gt; change | this time</td>"))
        #expect(text.contains("<th scope=\"row\">Outcome</th><td>ROLLED BACK: verified</td>"))
        #expect(!text.contains("<script"))
        var evil = PlanSample.plan
        evil.phases[0].title = "</title><script>alert(1)</script>\u{1B}[31m"
        let page = Report(plan: evil, records: LaunchStory.records).text(as: .html, offset: .zero)
        #expect(page.contains("<h3>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;^[[31m</h3>"))
    }

    @Test func jsonIsOneObjectWithTimesInUTC() throws {
        let text = report.text(as: .json, offset: .seconds(7200))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(
            Set(object.keys) == [
                "launch", "outcome", "began_at", "started_at", "ended_at", "incidents", "rollbacks", "runs", "windows", "criteria", "goals",
                "phases",
                "people", "timeline", "record",
            ])
        #expect(object["began_at"] as? String == "2027-01-15T08:00:00.000Z")
        let incident = try #require((object["incidents"] as? [[String: Any]])?.first)
        #expect(incident["recover_s"] as? Double == 90)
        let rollback = try #require((object["rollbacks"] as? [[String: Any]])?.first)
        #expect(rollback["trigger"] as? String == "error rate" && rollback["evidence"] as? [String] == ["error_rate 8.3%"])
        let step = try #require((rollback["steps"] as? [[String: Any]])?.first)
        #expect(step["exit_code"] as? Int == 0 && step["output_bytes"] as? Int == 10 && step["output_sha256"] as? String == "00ff")
        #expect((object["timeline"] as? [Any])?.count == LaunchStory.records.count)
    }

    @Test func itCarriesWhatVerifyFound() throws {
        let scratch = try ScratchDirectory()
        let journal = try Journal(opening: scratch("journal.sqlite"))
        for record in LaunchStory.records { try journal.append([record.event], by: record.by, at: record.at) }
        let report = try Report(plan: plan, records: journal.records(), check: journal.verify())
        let text = report.text(as: .markdown, offset: .zero)
        #expect(text.hasSuffix("- newest hash \(report.head)\n- verified: every record as it was written\n"))
    }
}
