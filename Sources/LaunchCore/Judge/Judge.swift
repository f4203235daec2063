/// Judges a whole launch: probes, measurements and the clock in; records and commands out. A value without I/O; the engine owns
/// one and performs what it says.
public struct Judge: Sendable {
    public let plan: Plan
    public private(set) var services: [String: ServiceJudge] = [:]
    public private(set) var triggers: [TriggerJudge] = []
    public private(set) var windows: WindowJudge
    private var deployments: [String: DeploymentJudge] = [:]
    private var metrics: [String: MetricReading] = [:]
    /// The triggers and derived metrics a name feeds, so that one measurement touches only what it concerns.
    private let triggersByMetric: [String: [Int]]
    /// Countdowns that run, by trigger: when each ends on the uptime clock.
    private var deadlines: [String: Duration] = [:]
    /// What changed since `takeReadings` was last called.
    private var touched = Touched()
    /// What was handed out last, so that a reading that says nothing new is not handed out again.
    private var published: [Int: TriggerReading] = [:]
    /// The curves an engine before this one measured, until each metric is measured anew.
    private var curves: [String: [Double?]]
    private var knownOpen: Set<String>
    private var metricsPublished: [String: Moment] = [:]
    private var windowsPublished: Duration?

    /// How long a reading that does not change may be kept back.
    static let republishEvery: Duration = .seconds(3)

    /// - Parameter earlier: measurements of metrics before a restart, oldest first, by metric.
    public init(plan: Plan, state: LaunchState, live: LiveState = LiveState(), earlier: [String: [Evidence]] = [:], now: Now) {
        self.plan = plan
        windows = WindowJudge(plan: plan, live: live)
        curves = live.metrics.mapValues(\.recent)
        knownOpen = state.openWindows
        for service in plan.services {
            services[service.name] = ServiceJudge(
                service: service, recorded: state.services[service.name], earlier: live.services[service.name], now: now)
        }
        for deployment in plan.deployments {
            deployments[deployment.name] = DeploymentJudge(deployment: deployment, recorded: state.deployments[deployment.name])
        }
        var byMetric: [String: [Int]] = [:]
        for (index, trigger) in plan.triggers.enumerated() {
            let staleAfter = trigger.condition.flatMap { plan.staleAfter(metric: $0.metric) } ?? .seconds(60)
            triggers.append(
                TriggerJudge(
                    trigger: trigger, staleAfter: staleAfter, recorded: state.triggers[trigger.id],
                    earlier: trigger.condition.flatMap { earlier[$0.metric] } ?? [], warmupFrom: state.warmupFrom, now: now))
            if let metric = trigger.condition?.metric { byMetric[metric, default: []].append(index) }
        }
        triggersByMetric = byMetric
        for (id, status) in state.triggers {
            if let countdown = status.countdown, countdown.held == nil, !state.hasActed(on: countdown) {
                deadlines[id] = now.uptime + (countdown.deadline - now.wall)
            }
        }
    }

    public struct Output: Hashable, Sendable {
        public var events: [LaunchEvent] = []
        public var commands: [LaunchCommand] = []

        public static func += (a: inout Output, b: Output) {
            a.events += b.events
            a.commands += b.commands
        }
    }

    public mutating func observe(_ result: ProbeResult, in state: LaunchState) -> Output {
        // In place: a copy of the judge would copy its curve.
        services[result.service]?.observe(result)
        touched.services.insert(result.service)
        windows.countMeasurement(in: state)
        return Output(events: serviceEvents(result.service, in: state) + versionEvents(result.service, in: state))
    }

    public mutating func observe(_ measurement: Measurement, in state: LaunchState, now: Now) -> Output {
        keep(measurement)
        if measurement.value != nil, !isDerived(measurement.metric) { windows.countMeasurement(in: state) }
        var output = Output()
        guard let concerned = triggersByMetric[measurement.metric] else { return output }
        restartWarmups(state, now)
        for index in concerned {
            triggers[index].observe(measurement, now: now)
            touched.triggers.insert(index)
            output += triggerEvents(index, in: state, now)
        }
        return output
    }

    public mutating func observe(_ reading: DeploymentReading, in state: LaunchState, now: Now) -> Output {
        deployments[reading.deployment]?.observe(reading, now: now)
        touched.deployments.insert(reading.deployment)
        return Output(events: deploymentEvents(reading.deployment, in: state))
    }

    /// Looks at the clock. Call it several times a second: holds, countdowns, staleness, windows, checkpoints and checks move on it.
    public mutating func tick(_ state: LaunchState, _ now: Now) -> Output {
        var output = Output()
        for service in plan.services {
            services[service.name]?.tick(now)
            output.events += serviceEvents(service.name, in: state)
        }
        for deployment in plan.deployments {
            deployments[deployment.name]?.tick(now)
            output.events += deploymentEvents(deployment.name, in: state)
        }
        restartWarmups(state, now)
        for index in triggers.indices {
            triggers[index].tick(now)
            output += triggerEvents(index, in: state, now)
            if triggers[index].reading(now).says(more: published[index]) { touched.triggers.insert(index) }
        }
        output.events += windows.tick(state, now)
        output.events += checkEvents(state)
        output.events += outcomeEvents(state, now)
        output.events += recoveryEvents(state, now)
        output.commands += expiredCountdowns(state, now)
        return output
    }

    /// Whoever is not at a screen learns from the record that the rollback did not help.
    private func recoveryEvents(_ state: LaunchState, _ now: Now) -> [LaunchEvent] {
        guard state.rollback?.state == .done, state.held != nil else { return [] }
        var live = LiveState()
        for judge in triggers where state.triggers[judge.trigger.id]?.state == .firing {
            live.triggers[judge.trigger.id] = judge.reading(now)
        }
        return Recovery(plan: plan, state: state, live: live, now: now.wall).failures
    }

    /// True while something moves by the clock alone, faster than any measurement: a hold or a countdown that runs.
    public var isInMotion: Bool { !deadlines.isEmpty || triggers.contains { $0.isHolding } }

    /// A window that follows another without a pause goes on with the same watch: no warm-up hides what happens then.
    private mutating func restartWarmups(_ state: LaunchState, _ now: Now) {
        let open = state.openWindows
        let fresh = open.subtracting(knownOpen)
        if !fresh.isEmpty, knownOpen.isEmpty, state.lastWindowClosed.map({ now.wall - $0 > .seconds(60) }) ?? true {
            for index in triggers.indices { triggers[index].restartWarmup(now) }
        }
        knownOpen = open
    }

    private func isDerived(_ name: String) -> Bool {
        guard let metric = plan.metric(name) else { return false }
        switch metric.source {
        case .health, .manual: return true
        default: return false
        }
    }

    private mutating func keep(_ measurement: Measurement) {
        var reading =
            metrics[measurement.metric]
            ?? MetricReading(
                at: measurement.at.wall, value: nil, staleAfter: plan.staleAfter(metric: measurement.metric)?.milliseconds ?? 0)
        if let curve = curves.removeValue(forKey: measurement.metric) { reading.recent = curve }
        let failure: Failure? = if case .failure(let failure) = measurement.outcome { failure } else { nil }
        let isNews = reading.recent.isEmpty || reading.value != measurement.value || reading.failure != failure
        reading.at = measurement.at.wall
        reading.value = measurement.value
        reading.failure = failure
        reading.recent.append(measurement.value?.double)
        if reading.recent.count > MetricReading.recentLimit { reading.recent.removeFirst() }
        reading.measured = (reading.measured ?? 0) + 1
        metrics[measurement.metric] = reading
        // What is counted and declared here is measured every second: the same value again is told less often.
        let patience = min(Self.republishEvery, .milliseconds(reading.staleAfter / 3))
        let last = metricsPublished[measurement.metric]
        if isNews || !isDerived(measurement.metric) || last.map({ measurement.at.wall - $0 >= patience }) ?? true {
            touched.metrics.insert(measurement.metric)
        }
    }

    // MARK: Records out of judges

    /// A service whose dependency is down stays quiet: the dependency is the news.
    private func judged(_ name: String) -> (state: ServiceState, reason: String)? {
        guard let judge = services[name] else { return nil }
        if judge.state == .down || judge.failuresInRow > 0,
            let culprit = judge.service.depends.first(where: { services[$0]?.state == .down })
        {
            return (.unknown, "\(culprit) is down")
        }
        return (judge.state, judge.reason)
    }

    private mutating func serviceEvents(_ name: String, in state: LaunchState) -> [LaunchEvent] {
        guard let now = judged(name), now.state != (state.services[name]?.state ?? .unknown) else { return [] }
        touched.services.insert(name)
        return [.serviceChanged(service: name, state: now.state, reason: now.reason)]
    }

    private func versionEvents(_ name: String, in state: LaunchState) -> [LaunchEvent] {
        guard let version = services[name]?.version, state.versions[.service(name)]?.last?.version != version else { return [] }
        return [.versionAnswers(service: name, version: version)]
    }

    private func deploymentEvents(_ name: String, in state: LaunchState) -> [LaunchEvent] {
        guard let judge = deployments[name], let status = judge.status else { return [] }
        let recorded = state.deployments[name]
        guard recorded?.status != status || recorded?.version != judge.version else { return [] }
        return [.deploymentChanged(deployment: name, status: status, version: judge.version, reason: judge.reason)]
    }

    private mutating func triggerEvents(_ index: Int, in state: LaunchState, _ now: Now) -> Output {
        let judge = triggers[index]
        let trigger = judge.trigger
        guard judge.state != .unwatched, judge.state != (state.triggers[trigger.id]?.state ?? .unknown) else { return Output() }
        var output = Output(events: [.triggerChanged(trigger: trigger.id, state: judge.state, evidence: judge.recentEvidence)])
        if judge.state == .firing {
            if trigger.action == .rollback, plan.rollback != nil,
                state.rollback == nil || state.rollback?.state.isOver == true && state.held == nil
            {
                output.events.append(.countdownStarted(trigger: trigger.id, length: trigger.countdown.milliseconds))
                deadlines[trigger.id] = now.uptime + trigger.countdown
            }
        } else {
            deadlines[trigger.id] = nil
        }
        return output
    }

    private mutating func expiredCountdowns(_ state: LaunchState, _ now: Now) -> [LaunchCommand] {
        var commands: [LaunchCommand] = []
        for (id, deadline) in deadlines.sorted(by: { $0.key < $1.key }) {
            guard let status = state.triggers[id], status.state == .firing, let countdown = status.countdown, countdown.held == nil else {
                if state.triggers[id]?.countdown?.held != nil { deadlines[id] = nil }
                continue
            }
            guard now.uptime >= deadline else { continue }
            deadlines[id] = nil
            let text = plan.trigger(id)?.text ?? id
            commands.append(.rollback(reason: "automatic: \(text)", trigger: id, runID: ""))
        }
        return commands
    }

    /// Items that tick themselves do so once everything before them in their phase is done: a check of the old version before the
    /// deployment proves nothing.
    private func checkEvents(_ state: LaunchState) -> [LaunchEvent] {
        guard state.finished == nil else { return [] }
        var events: [LaunchEvent] = []
        for phase in plan.phases {
            for item in phase.allItems {
                let progress = state.progress(of: item)
                if progress == .done || progress == .skipped { continue }
                // An item opened again by hand stays open: somebody did not believe the check.
                guard let check = item.check, state.items[item.id] == nil, let evidence = evidence(for: check) else { break }
                events.append(.itemTicked(item: item.id, text: item.text, evidence: evidence))
            }
        }
        return events
    }

    private func evidence(for check: ItemCheck) -> String? {
        switch check {
        case .service(let name):
            guard let judge = services[name], judge.state == .up, let newest = judge.newest else { return nil }
            return "\(name) up, \(newest.latency.milliseconds)ms" + (newest.version.map { ", version \($0)" } ?? "")
        case .condition(let condition):
            guard let value = metrics[condition.metric]?.value, condition.isMet(by: value) else { return nil }
            return "\(condition.metric) is \(condition.threshold.unit.display(value)), \(condition.text)"
        case .deployment(let name):
            guard let judge = deployments[name], judge.isComplete else { return nil }
            return "\(name) \(judge.status ?? "")" + (judge.version.map { ", version \($0)" } ?? "")
        }
    }

    /// Once for each window that closed, and once when the launch is finished.
    private func outcomeEvents(_ state: LaunchState, _ now: Now) -> [LaunchEvent] {
        var due: [String?] = plan.windows.filter { state.windows[$0.id]?.state.isClosed == true }.map(\.id)
        if state.finished != nil { due.append(nil) }
        guard !due.isEmpty else { return [] }
        let judged = Set(state.outcomes.map(\.window))
        var live = LiveState()
        live.metrics = metrics
        return due.filter { !judged.contains($0) }.map { .outcomeJudged(outcome: Outcome(window: $0, plan: plan, state, live, now)) }
    }

    // MARK: Readings

    private struct Touched: Sendable {
        var services: Set<String> = []
        var deployments: Set<String> = []
        var metrics: Set<String> = []
        var triggers: Set<Int> = []
    }

    /// The readings that changed since the last call: what the live store is to be told.
    public mutating func takeReadings(_ state: LaunchState, _ now: Now) -> LiveState {
        var live = LiveState()
        for name in touched.services {
            guard var reading = services[name]?.reading, let judged = judged(name) else { continue }
            reading.state = judged.state
            reading.reason = judged.reason.isEmpty ? nil : judged.reason
            live.services[name] = reading
        }
        for name in touched.deployments { live.deployments[name] = deployments[name]?.reading }
        for name in touched.metrics {
            live.metrics[name] = metrics[name]
            metricsPublished[name] = now.wall
        }
        for index in touched.triggers {
            let reading = triggers[index].reading(now)
            published[index] = reading
            live.triggers[triggers[index].trigger.id] = reading
        }
        takeWindows(into: &live, state, now)
        touched = Touched()
        return live
    }

    /// What was seen of a window changes all the time: it is told with other news, or every few seconds.
    private mutating func takeWindows(into live: inout LiveState, _ state: LaunchState, _ now: Now) {
        guard !live.isEmpty || windowsPublished.map({ now.uptime - $0 >= Self.republishEvery }) ?? true else { return }
        windowsPublished = now.uptime
        for id in state.openWindows { live.windows[id] = windows.reading(id, now) }
    }
}
