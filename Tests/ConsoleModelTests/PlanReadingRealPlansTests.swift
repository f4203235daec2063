import ConsoleModel
import LaunchCore
import Testing

/// Five plans as teams wrote them, damaged characters included. What is expected was written down from the text.
@Suite struct PlanReadingRealPlansTests {
    @Test func theWeekFourPlanHasSevenPhasesWithTheirEstimates() throws {
        let plan = try PlanFixture.real("004_f97545cef56a7db0.txt")
        #expect(plan.name == "Week 4: Polish + Launch Prep - Execution Plan")
        #expect(plan.phases.map(\.location.line) == [9, 34, 75, 109, 174, 224, 293])
        #expect(plan.phases.map { Int($0.estimate?.seconds ?? 0) / 3600 } == [2, 4, 2, 4, 2, 2, 4])
        #expect(plan.phases[0].title == "📋 Phase 1: Analysis & Planning (2 hours)")
        #expect(plan.phases.map { $0.allItems.count { $0.kind == .box } } == [4, 0, 0, 0, 0, 12, 0])
        #expect(plan.phases.map { $0.allItems.count { $0.kind == .step } } == [0, 17, 16, 10, 13, 16, 0])
        #expect(plan.phases.map { $0.allItems.count { $0.kind == .manual } } == [0, 0, 0, 0, 1, 0, 0])
        #expect(plan.items.filter(\.done).map(\.text) == ["Locate all WebSocket implementations"])
        #expect(plan.phases[1].items.map(\.text) == ["Audit (30 min)", "Migrate (2 hours)", "Clean Up (1 hour)", "Test (30 min)"])
        #expect(plan.phases[1].items.map { Int($0.estimate?.seconds ?? 0) / 60 } == [30, 120, 60, 30])
        #expect(plan.phases[1].items.map(\.items.count) == [3, 3, 3, 4])
        #expect(plan.decisions.isEmpty)
    }

    @Test func theWeekFourPlanDeploysWithSixCommands() throws {
        let plan = try PlanFixture.real("004_f97545cef56a7db0.txt")
        let commands = plan.items.flatMap(\.commands)
        #expect(
            commands.map(\.text) == [
                "git checkout main", "git pull origin main", "git merge staging", "git push origin main", "curl https://wheelsandwins.com",
                "curl https://pam-backend.onrender.com/api/health",
            ])
        #expect(commands.map(\.location.line) == [257, 258, 259, 260, 266, 267])
        #expect(plan.items.filter { !$0.commands.isEmpty }.map(\.text) == ["Merge staging → main", "Verify deployment"])
        #expect(plan.items.first { $0.kind == .manual }?.text == "Launch all agents simultaneously")
        #expect(plan.candidates.map(\.url) == ["https://wheelsandwins.com", "https://pam-backend.onrender.com/api/health"])
        #expect(plan.candidates.map(\.kind) == [.health, .health])
    }

    @Test func theWeekFourPlanWatchesOneTwoAndOneHours() throws {
        let plan = try PlanFixture.real("004_f97545cef56a7db0.txt")
        #expect(plan.windows.map(\.name) == ["Hour 1: Critical Watch", "Hour 2-3: Active Monitoring", "Hour 4: Stability Validation"])
        #expect(plan.windows.map(\.lasts) == [.seconds(3600), .seconds(7200), .seconds(3600)])
        #expect(plan.windows.map(\.every) == [.seconds(300), .seconds(900), .seconds(1800)])
        #expect(plan.windows[0].watch == ["Error spikes", "Connection failures", "Slow response times", "Database errors"])
        #expect(
            plan.windows[1].watch == ["User activity patterns", "Tool usage statistics", "Token reduction metrics", "Performance metrics"])
        #expect(plan.windows[2].watch == ["System stable", "No degradation", "Metrics within normal range"])
        #expect(plan.windows.map(\.location.line) == [297, 305, 313])
        #expect(plan.windows.map(\.after) == [plan.phases[5].id, nil, nil])
    }

    @Test func theWeekFourPlanHasFiveTriggersAndThreeRollbackSteps() throws {
        let plan = try PlanFixture.real("004_f97545cef56a7db0.txt")
        #expect(
            plan.triggers.map(\.text) == [
                "Error rate >5%", "WebSocket connection failures >10%", "Response time P95 >5s", "Database connection failures",
                "Critical security issue",
            ])
        #expect(plan.triggers.map(\.face) == [.bound, .bound, .bound, .probe, .question])
        #expect(plan.triggers.map(\.wanted?.metric) == ["error_rate", "websocket_connection_failures", "p95_latency", nil, nil])
        #expect(plan.triggers.map(\.wanted?.threshold.base.text) == ["0.05", "0.1", "5", nil, nil])
        #expect(plan.triggers.allSatisfy { $0.action == .propose && $0.hold == .none && $0.condition == nil })
        let steps = try #require(plan.rollback?.steps)
        #expect(steps.map(\.text) == ["git revert <commit_hash>", "git push origin main", "curl https://wheelsandwins.com"])
        #expect(steps.map(\.location.line) == [330, 331, 334])
        guard case .run(let command) = steps[0].work else { return #expect(Bool(false), "the first step is a command") }
        #expect(command.placeholders == ["<commit_hash>"])
    }

    @Test func theWeekFourPlanNamesCriteriaGoalsAndSumsThatDisagree() throws {
        let reading = try PlanFixture.reading("real/004_f97545cef56a7db0.txt")
        let plan = try #require(reading.plan)
        #expect(plan.criteria.count == 26)
        #expect(plan.criteria[0].text == "✅ Only ONE WebSocket implementation remains")
        #expect(plan.goals.count == 13)
        #expect(plan.goals[0].name == "WebSocket implementations")
        #expect(plan.goals[0].current == "4")
        #expect(plan.goals[0].target == "1")
        #expect(plan.goals.first { $0.name == "Response time P95" }?.target == "<2s")
        let lines = reading.problems.filter { $0.message.contains("add up to 20h") }.map(\.location.line)
        #expect(lines == [4, 381])
        let guesses = reading.problems.filter { $0.message.contains("guessed") }
        #expect(guesses.map(\.location.line) == [16, 23])
        #expect(guesses[0].message.contains("⚠️") && guesses[1].message.contains("❌"))
    }

    @Test func theReadinessPlanKeepsEveryBoxAndItsThreeDecisions() throws {
        let plan = try PlanFixture.real("003_3ca5b94855c25735.txt")
        #expect(plan.name == "Production Readiness Action Plan")
        #expect(plan.phases.map(\.location.line) == [16, 126, 207, 292, 397, 419])
        #expect(plan.phases[2].title == "Phase 3: Polish & Enhancement (Weeks 9-11) 🟠")
        #expect(plan.phases.map { $0.allItems.count { $0.kind == .box } } == [53, 37, 37, 5, 12, 15])
        #expect(plan.phases.map { $0.allItems.count { $0.kind == .step } } == [10, 6, 8, 0, 0, 0])
        #expect(plan.items.allSatisfy { !$0.done })
        #expect(
            plan.phases.map(\.decision?.title) == [
                "GO/NO-GO for Phase 2", "Ready for staging deployment", "Production launch approval", nil, nil, nil,
            ])
        #expect(plan.phases[0].items[0].text == "Fix ProfileStorage Test Failures (3 days)")
        #expect(plan.phases[0].items[0].estimate == .seconds(3 * 86_400))
        #expect(plan.phases[0].items[0].section == ["Week 1: Test Stabilization"])
    }

    @Test func theReadinessPlanHasNothingToWatchAndNothingToRollBack() throws {
        let plan = try PlanFixture.real("003_3ca5b94855c25735.txt")
        #expect(plan.windows.isEmpty)
        #expect(plan.triggers.isEmpty)
        #expect(plan.rollback == nil)
        #expect(plan.criteria.count == 15)
        #expect(plan.goals.count == 9)
        #expect(plan.goals.last?.name == "Deployment time")
        #expect(plan.goals.last?.target == "< 30 minutes")
        #expect(
            plan.items.flatMap(\.commands).map(\.text) == [
                "npm test", "grep -r \"mock\" src/", "npm audit", "npm install --save-dev autocannon clinic", "npm install winston",
                "npm install --save-dev typedoc", "npm audit", "npm outdated",
            ])
    }

    @Test func theNextStepsPlanReadsNumberedHeadingsAsPhases() throws {
        let reading = try PlanFixture.reading("real/000_e2d50eac57b82c0a.txt")
        let plan = try #require(reading.plan)
        #expect(plan.phases.map(\.location.line) == [31, 59, 84, 103, 143])
        #expect(plan.phases[0].title == "1. Bot Feedback Collection 🔴 CRITICAL")
        #expect(plan.phases[4].title == "🎯 Recommended Execution Order")
        #expect(plan.phases.map { $0.allItems.count } == [9, 4, 3, 8, 17])
        #expect(plan.phases.map { $0.allItems.count { $0.kind == .manual } } == [7, 0, 0, 7, 0])
        #expect(plan.phases.map { $0.allItems.reduce(0) { $0 + $1.commands.count } } == [2, 4, 0, 1, 0])
        #expect(
            plan.phases[0].items.map(\.text) == [
                "Check current status", "Monitor bot feedback", "Trigger bot tasks to generate feedback", "Check dashboard",
            ])
        #expect(plan.items.allSatisfy { !$0.done })
        #expect(plan.goals.map(\.name) == ["Bot Feedback Collection 🔴 CRITICAL", "Cache hit rate"])
        #expect(plan.goals[1].current == "15%")
        #expect(plan.goals[1].target == "40%+")
        #expect(plan.candidates.map(\.url) == ["http://localhost:3000/admin/feedback"])
        #expect(plan.windows.isEmpty && plan.triggers.isEmpty && plan.rollback == nil && plan.criteria.isEmpty && plan.decisions.isEmpty)
        #expect(reading.problems.filter { $0.message.contains("guessed ⏳") }.count == 5)
        #expect(reading.problems.filter { $0.message.contains("guessed 🎯") }.count == 1)
    }

    @Test func theForwardPlanReadsBulletsOfWorkAndKPIs() throws {
        let plan = try PlanFixture.real("001_581f7005dea8a4e9.txt")
        #expect(plan.phases.map(\.location.line) == [9, 24, 30, 37, 43, 65, 77, 89])
        #expect(plan.phases.map { $0.allItems.count } == [5, 4, 5, 4, 12, 3, 3, 4])
        #expect(plan.items.flatMap(\.commands).count == 6)
        #expect(plan.phases[4].items.map(\.section.first).compactMap(\.self).prefix(5).last == "Code Quality")
        #expect(plan.goals.count == 8)
        #expect(plan.goals[0].name == "Response Time")
        #expect(plan.goals[0].target == "<100ms for 95% of requests")
        #expect(plan.goals[3].target == "<1s")
        #expect(plan.goals[3].current == "~2s")
        #expect(plan.candidates.map(\.kind) == [.dashboard])
        #expect(plan.windows.isEmpty && plan.triggers.isEmpty && plan.rollback == nil && plan.criteria.isEmpty && plan.decisions.isEmpty)
    }

    @Test func theRoadmapKeepsBenefitsAndQuestionsOutOfTheWork() throws {
        let reading = try PlanFixture.reading("real/002_eb58baf4ebbad898.txt")
        let plan = try #require(reading.plan)
        #expect(plan.phases.map(\.location.line) == [12, 62, 116, 169, 222, 277, 309, 319, 329, 339, 349, 398, 405, 412])
        #expect(plan.phases.map { $0.allItems.count } == [12, 16, 15, 15, 17, 20, 4, 4, 4, 4, 4, 3, 3, 3])
        #expect(plan.phases[0].title == "Priority 1: Integration & Polish (1-2 weeks) ⭐⭐⭐⭐⭐")
        #expect(plan.phases[6].items[0].text == "✅ Connect workflow visualizer to engine")
        #expect(plan.items.allSatisfy { !$0.done })
        #expect(plan.criteria.count == 9)
        #expect(plan.goals.isEmpty)
        #expect(plan.rollback == nil && plan.triggers.isEmpty && plan.windows.isEmpty)
        #expect(reading.problems.contains { $0.message.contains("Mac Roman") })
    }

    @Test(arguments: PlanFixture.realNames)
    func everyDamagedRunIsRestored(name: String) throws {
        let plan = try PlanFixture.real(name)
        let text = plan.documents[0].lines.joined(separator: "\n")
        for sign in ["â", "ğŸ", "ðŸ", "‚ú", "üé", "\u{F8FF}", "Å"] { #expect(!text.contains(sign), "\(sign) is left in \(name)") }
    }
}
