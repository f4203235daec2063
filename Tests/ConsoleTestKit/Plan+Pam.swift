import LaunchCore

extension Plan {
    /// A made-up launch with a bit of everything.
    public static var pam: Plan {
        var plan = Plan(name: "PAM v1.5", id: "pam-v1-5")
        plan.fromVersion = "v1.4.2"
        plan.toVersion = "v1.5.0"
        plan.sources = [PlanSource(path: "launch.yaml", sha256: "aa11")]
        plan.phases = [prepare, deploy, verify]
        plan.services = [
            Service(name: "backend", target: .http("https://pam.example/api/health"), location: at(10)),
            Service(name: "db", target: .tcp(host: "127.0.0.1", port: 5432), location: at(11)),
            Service(name: "cache", target: .tcp(host: "127.0.0.1", port: 6379), location: at(12)),
        ]
        plan.deployments = [Deployment(name: "backend", source: .file("/srv/deploy/backend.json"), location: at(14))]
        plan.logs = [
            LogSource(name: "backend", origin: .file("/var/log/pam.log"), location: at(16)),
            LogSource(name: "nginx", origin: .command("journalctl -fu nginx"), location: at(17)),
        ]
        plan.metrics = pamMetrics
        plan.windows = [
            Window(
                id: "hour-1", name: "Hour 1", lasts: .seconds(3600), every: .seconds(300), after: "deploy",
                watch: ["Error spikes", "Slow responses"], location: at(30)),
            Window(id: "hours-2-3", name: "Hours 2-3", lasts: .seconds(7200), every: .seconds(900), location: at(31)),
        ]
        plan.triggers = pamTriggers
        plan.criteria = [
            Criterion(
                text: "error_rate < 1%",
                condition: Condition(metric: "error_rate", comparison: .below, threshold: percent("1%")), location: at(50)),
            Criterion(text: "Nobody complains", location: at(51)),
        ]
        plan.goals = [
            Goal(
                name: "Cache hit rate", metric: "cache_hit", current: "15%", target: "> 40%",
                condition: Condition(metric: "cache_hit", comparison: .above, threshold: percent("40%")), location: at(52))
        ]
        plan.rollback = pamRollback
        return plan
    }

    private static var prepare: Phase {
        Phase(
            id: "prepare", title: "Prepare", owner: "dana",
            items: [item("announce", "Announce in the channel", 20), item("freeze", "Freeze the main branch", 21)],
            location: at(19))
    }

    private static var deploy: Phase {
        var migrate = item("migrate", "Apply migrations", 23, kind: .step)
        migrate.commands = [
            Command(
                text: "./migrate up --to <version>", host: "deploy@web1", timeout: .seconds(300), placeholders: ["<version>"],
                location: at(23))
        ]
        migrate.estimate = .seconds(180)
        migrate.section = ["Database"]
        var purge = item("purge", "Purge the cache", 24)
        purge.commands = [Command(text: "redis-cli FLUSHALL", destructive: true, location: at(24))]
        purge.section = ["Database"]
        var answer = item("answers", "Backend answers", 25)
        answer.check = .service("backend")
        answer.section = ["Services"]
        var smoke = item("smoke", "Run smoke tests", 26)
        smoke.section = ["Services"]
        smoke.commands = [
            Command(text: "./smoke login", location: at(27)), Command(text: "./smoke search", location: at(28)),
        ]
        smoke.items = [item("smoke-login", "Login works", 27, depth: 1), item("smoke-search", "Search works", 28, depth: 1)]
        return Phase(
            id: "deploy", title: "Production deploy", estimate: .seconds(3600), items: [migrate, purge, answer, smoke],
            decision: Decision(id: "approval", title: "Launch approval", approvers: 2, location: at(29)), location: at(22))
    }

    private static var verify: Phase {
        Phase(id: "verify", title: "After the launch", items: [item("tell", "Tell everybody", 33)], location: at(32))
    }

    private static var pamMetrics: [Metric] {
        [
            Metric(
                name: "error_rate", source: .health(service: "backend", measure: .errorRate, over: .seconds(300)), unit: .ratio,
                location: at(40)),
            Metric(name: "p95", source: .health(service: "backend", measure: .p95, over: .seconds(300)), unit: .seconds, location: at(41)),
            Metric(name: "cache_hit", source: .file(path: "cache.json", at: "/hit"), unit: .ratio, location: at(42)),
            Metric(name: "breach", source: .manual("A critical security issue was reported"), location: at(43)),
        ]
    }

    private static var pamTriggers: [Trigger] {
        [
            Trigger(
                id: "errors", text: "Error rate", face: .bound,
                condition: Condition(metric: "error_rate", comparison: .above, threshold: percent("5%")), hold: .for(.seconds(120)),
                action: .rollback, countdown: .seconds(30), location: at(44)),
            Trigger(
                id: "slow", text: "Slow responses", face: .bound,
                condition: Condition(metric: "p95", comparison: .above, threshold: Quantity(text: "5s") ?? percent("0")),
                hold: .of(breaches: 3, measurements: 5), location: at(45)),
            Trigger(id: "pool", text: "Database connection failures", face: .probe, location: at(46)),
            Trigger(
                id: "breach", text: "Security breach", face: .question,
                condition: Condition(metric: "breach", comparison: .above, threshold: percent("0")), location: at(47)),
        ]
    }

    private static var pamRollback: Procedure {
        Procedure(
            id: "rollback", title: "Rollback", confirm: "PAM",
            steps: [
                Step(
                    id: "revert", work: .run(Command(text: "git revert --no-edit HEAD && git push origin main", location: at(60))),
                    timeout: .seconds(120), irreversible: true, location: at(60)),
                Step(
                    id: "restart", work: .run(Command(text: "systemctl restart pam", host: "deploy@web1", location: at(61))), retries: 1,
                    idempotent: true, location: at(61)),
                Step(id: "verify", work: .verify(.serviceUp("backend")), timeout: .seconds(120), idempotent: true, location: at(62)),
            ], location: at(59))
    }

    private static func item(_ id: String, _ text: String, _ line: Int, kind: Item.Kind = .box, depth: Int = 0) -> Item {
        Item(id: id, kind: kind, text: text, depth: depth, location: at(line))
    }

    private static func at(_ line: Int) -> SourceLocation { SourceLocation(file: "launch.yaml", line: line) }

    private static func percent(_ text: String) -> Quantity { Quantity(text: text) ?? Quantity(base: .zero, unit: .plain, text: text) }
}

extension Plan {
    /// One phase with many items.
    public static func long(items count: Int) -> Plan {
        var plan = Plan(name: "Long", id: "long")
        plan.sources = [PlanSource(path: "long.yaml", sha256: "\(count)")]
        let location = SourceLocation(file: "long.yaml", line: 1)
        let items = (1...count).map { Item(id: "i\($0)", kind: .box, text: "item \($0)", location: location) }
        plan.phases = [Phase(id: "all", title: "All", items: items, location: location)]
        return plan
    }
}
