import LaunchCore

/// A small complete plan for tests of rules: two phases with a decision, a service, a bound and an unwatched trigger, a window, a
/// rollback of two steps.
public enum PlanSample {
    public static let location = SourceLocation(file: "launch.yaml", line: 1)
    public static let engine = Actor(role: .engine, name: "engine", host: "here")
    public static let dana = Actor(role: .operator, name: "dana", host: "here")
    public static let li = Actor(role: .operator, name: "li", host: "there")
    public static let start = Now(wall: Moment(milliseconds: 1_800_000_000_000), uptime: .seconds(1000))

    public static func item(_ id: String, _ text: String, run: String? = nil, check: ItemCheck? = nil) -> Item {
        let commands = run.map { [Command(text: $0, location: location)] } ?? []
        return Item(id: id, kind: .box, text: text, commands: commands, check: check, location: location)
    }

    public static var plan: Plan {
        var plan = Plan(name: "Shop v2", id: "shop-v2")
        plan.fromVersion = "v1"
        plan.toVersion = "v2"
        plan.sources = [PlanSource(path: "launch.yaml", sha256: "abc")]
        plan.services = [Service(name: "backend", target: .http("http://127.0.0.1:1/health"), location: location)]
        plan.metrics = [
            Metric(
                name: "error_rate", source: .health(service: "backend", measure: .errorRate, over: .seconds(300)), unit: .ratio,
                location: location),
            Metric(name: "breach", source: .manual("A breach was reported"), location: location),
        ]
        plan.phases = [
            Phase(
                id: "prepare", title: "Prepare", items: [item("announce", "Announce"), item("migrate", "Migrate", run: "./migrate up")],
                decision: Decision(id: "go", title: "Launch approval", approvers: 2, location: location), location: location),
            Phase(
                id: "deploy", title: "Deploy",
                items: [
                    item("ship", "Ship it", run: "./deploy <version>"), item("answers", "Backend answers", check: .service("backend")),
                ],
                location: location),
        ]
        plan.windows = [
            Window(id: "hour-1", name: "Hour 1", lasts: .seconds(3600), every: .seconds(300), after: "deploy", location: location)
        ]
        plan.triggers = [
            Trigger(
                id: "errors", text: "error rate", face: .bound,
                condition: Condition(
                    metric: "error_rate", comparison: .above,
                    threshold: Quantity(text: "5%") ?? Quantity(base: .zero, unit: .plain, text: "")),
                hold: .for(.seconds(10)), action: .rollback, countdown: .seconds(30), location: location),
            Trigger(id: "data", text: "Data corruption", face: .question, location: location),
        ]
        plan.rollback = Procedure(
            id: "rollback", title: "Rollback", confirm: "SHOP",
            steps: [
                Step(id: "1", work: .run(Command(text: "git revert HEAD", location: location)), location: location),
                Step(id: "2", work: .verify(.serviceUp("backend")), timeout: .seconds(120), idempotent: true, location: location),
            ], location: location)
        return plan
    }
}

/// A launch without a journal: commands are decided and their records reduced at once, with a clock that the test moves.
public struct LaunchSandbox: Sendable {
    public var plan: Plan
    public var state = LaunchState()
    public var live = LiveState()
    public var now = PlanSample.start
    public private(set) var records: [Record] = []

    public init(plan: Plan = PlanSample.plan) {
        self.plan = plan
        append(
            [.launchBegan(name: plan.name, id: plan.id, from: plan.fromVersion, to: plan.toVersion, digest: plan.digest)],
            by: PlanSample.dana)
    }

    public mutating func append(_ events: [LaunchEvent], by actor: Actor = PlanSample.engine) {
        for event in events {
            let record = Record(seq: state.seq + 1, at: now.wall, by: actor, event: event)
            records.append(record)
            state.evolve(record)
        }
    }

    /// Nil when the command was carried out, else the refusal.
    @discardableResult
    public mutating func perform(_ command: LaunchCommand, by actor: Actor = PlanSample.dana) -> Refusal? {
        switch Decider(plan: plan, live: live).decide(command, by: actor, in: state, at: now.wall) {
        case .success(let events):
            append(events, by: actor)
            return nil
        case .failure(let refusal): return refusal
        }
    }

    public mutating func pass(_ duration: Duration) { now = now.advanced(by: duration) }

    public func verdict(engineAlive: Bool = true) -> Verdict {
        Verdict.judge(plan: plan, state: state, live: live, engineAlive: engineAlive, now: now)
    }
}
