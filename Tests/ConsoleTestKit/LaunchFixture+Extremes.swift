import LaunchCore

/// Moments that are rare, and launches nobody had in mind.
extension LaunchFixture {
    /// A decision holds everything up.
    public static var held: LaunchFixture {
        var launch = go
        launch.record(.launchHeld(reason: "li looks at the slow answers"), by: li)
        launch.verdict = Verdict(.hold, reason: "held by li: li looks at the slow answers", oldestInput: .seconds(3))
        return launch
    }

    /// What is measured cannot be reached.
    public static var unknown: LaunchFixture {
        var launch = go
        for name in launch.live.services.keys {
            launch.live.services[name]?.state = .unknown
            launch.live.services[name]?.reason = "name not found"
        }
        for name in launch.live.metrics.keys { launch.live.metrics[name]?.value = nil }
        for id in launch.live.triggers.keys {
            launch.live.triggers[id]?.state = .unknown
            launch.live.triggers[id]?.value = nil
        }
        launch.verdict = Verdict(.hold, reason: "backend unknown: name not found", oldestInput: .seconds(190))
        return launch
    }

    /// The error rate is above its threshold, not for long enough yet.
    public static var pending: LaunchFixture {
        var launch = go
        launch.record(.triggerChanged(trigger: "errors", state: .pending, evidence: []), by: engine)
        launch.live.metrics["error_rate"]?.value = Decimal(significand: 62, exponent: -3)
        launch.live.triggers["errors"] = TriggerReading(
            at: launch.now.wall, state: .pending, value: Decimal(significand: 62, exponent: -3))
        launch.verdict = Verdict(.go, reason: "Error rate 6.2% > 5% pending, fires in 1m20s if it stays", oldestInput: .seconds(2))
        return launch
    }

    public static var looking: LaunchFixture {
        var launch = go
        launch.readOnly = true
        return launch
    }

    /// A launch file that names nothing but itself.
    public static var empty: LaunchFixture {
        var launch = LaunchFixture(plan: Plan(name: "Empty", id: "empty"))
        launch.begin()
        launch.operators = ["dana"]
        launch.verdict = Verdict(.preparing, reason: "0 items to do")
        return launch
    }

    /// 10,000 items in 100 phases.
    public static var large: LaunchFixture {
        var plan = Plan(name: "Data centre move", id: "data-centre-move")
        let place = SourceLocation(file: "plan.md", line: 1, column: 1)
        plan.phases = (1...100).map { phase in
            let items = (1...100).map { Item(id: "\(phase)-\($0)", kind: .box, text: "Move rack \(phase)-\($0)", location: place) }
            return Phase(id: "phase-\(phase)", title: "Row \(phase)", items: items, location: place)
        }
        var launch = LaunchFixture(plan: plan)
        launch.begin()
        launch.verdict = Verdict(.preparing, reason: "10000 items to do")
        return launch
    }

    /// Names that do not fit anywhere.
    public static var longNames: LaunchFixture {
        renamed { $0 + " " + String(repeating: "and everything that goes with it ", count: 6) }
    }

    /// Names in wide characters, with combining marks and emoji.
    public static var wideNames: LaunchFixture {
        renamed { "\($0) 発射計画の確認 🚀 e\u{301}te\u{301} 👩‍💻" }
    }

    private static func renamed(_ name: (String) -> String) -> LaunchFixture {
        var launch = go
        launch.plan.name = name(launch.plan.name)
        for phase in launch.plan.phases.indices {
            launch.plan.phases[phase].title = name(launch.plan.phases[phase].title)
            for item in launch.plan.phases[phase].items.indices {
                launch.plan.phases[phase].items[item].text = name(launch.plan.phases[phase].items[item].text)
            }
        }
        for trigger in launch.plan.triggers.indices { launch.plan.triggers[trigger].text = name(launch.plan.triggers[trigger].text) }
        for window in launch.plan.windows.indices { launch.plan.windows[window].name = name(launch.plan.windows[window].name) }
        for goal in launch.plan.goals.indices { launch.plan.goals[goal].name = name(launch.plan.goals[goal].name) }
        launch.verdict.reason = name(launch.verdict.reason)
        launch.operators = launch.operators.map(name)
        return launch
    }
}
