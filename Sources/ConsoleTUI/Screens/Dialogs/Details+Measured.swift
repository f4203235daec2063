import LaunchCore

extension Details {
    func service(_ service: Service) -> [Line] {
        let view = ServiceView(service, snapshot)
        var lines = row("State", view.sign) + row("Why", view.detail?.0) + row("Probe", service.target.text)
        lines += row(
            "Every",
            "\(service.every.launchText), at most \(service.timeout.launchText); down after \(service.failures) failures, up after \(service.successes)"
        )
        if let reading = view.reading {
            lines += row("Answered in", Clock.length(.milliseconds(reading.latency))) + row("Version", reading.version)
            lines += row("Should be", snapshot.expectedVersion(of: service.name)) + versions(.service(service.name))
            lines += row("Age", view.age.map(Clock.age))
        }
        if !service.depends.isEmpty { lines += row("Depends on", service.depends.joined(separator: ", ")) }
        if !service.verifiesTLS { lines += row("TLS", "▲ NOT VERIFIED (insecure: true)", .warning) }
        if let recent = view.reading?.recent, !recent.isEmpty {
            lines.append(Line())
            let times = view.reading.map { snapshot.times(newest: $0.at, every: service.every) }
            lines += Plot(values: recent.map { $0.map(Double.init) }, times: times) { Clock.length(.milliseconds(Int64($0))) }.lines(
                width: width, height: 6)
        }
        return lines + source(service.location)
    }

    /// `v1.4.2 12:01, v1.5.0 12:14`
    private func versions(_ source: VersionSource) -> [Line] {
        let seen = snapshot.state.versions[source] ?? []
        guard seen.count > 1 else { return [] }
        return row("Versions seen", seen.suffix(5).map { "\($0.version) \(snapshot.clock($0.at))" }.joined(separator: ", "))
    }

    func deployment(_ deployment: Deployment) -> [Line] {
        let view = DeploymentView(deployment, snapshot)
        var lines = row("State", view.sign) + row("Why", view.detail?.0)
        switch deployment.source {
        case .file(let path): lines += row("Read from", path)
        case .command(let command): lines += row("Read from", Line(command, .code))
        }
        lines +=
            row("Stale after", deployment.stale.launchText)
            + row("Failed after", deployment.deadline.map { "\($0.launchText) without progress" })
        if let reading = view.reading {
            lines +=
                row("Version", reading.version) + versions(.deployment(deployment.name)) + row("Message", reading.message)
                + row("Age", view.age.map(Clock.age))
            if let progress = reading.progress { lines += row("Progress", Curve.bar(progress, width: 30, role: view.sign.role)) }
        }
        return lines + source(deployment.location)
    }

    func metric(_ metric: Metric) -> [Line] {
        row("Value", MetricView(metric.name, snapshot).valueLine) + measured(metric.name, threshold: nil) + source(metric.location)
    }

    func trigger(_ trigger: Trigger) -> [Line] {
        let view = TriggerView(trigger, snapshot)
        var lines = row("State", view.sign) + row("Now", view.measured) + row("Then", view.detail?.0)
        lines += row("Fires when", [trigger.condition?.text, view.holdRule].compactMap { $0 }.joined(separator: " "))
        if trigger.condition == nil { lines += row("Watched by", "▲ nobody: no source of data answers it", .warning) }
        lines += row("Clears when", trigger.clear?.text) + row("Warm-up", trigger.warmup?.launchText) + row("Group", trigger.group)
        lines += row("Action", trigger.action.words(trigger.countdown))
        if let status = view.status {
            lines +=
                row("Since", snapshot.clockWithSeconds(status.since))
                + row("Fired", status.episode == 0 ? "never" : status.episode == 1 ? "once" : "\(status.episode) times")
            if let said = status.acknowledged { lines += row("Acknowledged", "\(said.by.name) \(snapshot.clock(said.at)): \(said.text)") }
        }
        if let condition = trigger.condition { lines += measured(condition.metric, threshold: condition.threshold) }
        return lines + source(trigger.location)
    }

    private func measured(_ name: String, threshold: Quantity?) -> [Line] {
        let view = MetricView(name, threshold: threshold, snapshot)
        var lines =
            row("Metric", name) + row("From", snapshot.plan.metric(name)?.source.words)
            + row("No value", view.reading?.failure?.detail, .bad)
        lines += row("Age", view.age.map(Clock.age), view.isStale ? .unknown : .text)
        if let recent = view.reading?.recent, !recent.isEmpty {
            lines.append(Line())
            let times = view.reading.map { snapshot.times(newest: $0.at, every: snapshot.interval(of: name)) }
            lines += Plot(values: recent, threshold: threshold?.base.double, times: times) { view.display($0) }.lines(
                width: width, height: 6)
        }
        return lines
    }
}

extension Snapshot {
    /// What a curve of measurements needs to tell times.
    func times(newest: Moment, every: Duration) -> Plot.Times {
        Plot.Times(newest: newest, every: every, borders: state.windows.values.flatMap { [$0.openedAt, $0.closedAt].compactMap { $0 } })
    }

    /// How often a metric is measured: one derived from a service's health as often as that.
    func interval(of name: String) -> Duration {
        guard let metric = plan.metric(name) else { return .zero }
        if case .health(let service, _, _) = metric.source { return plan.services.first { $0.name == service }?.every ?? metric.every }
        return metric.every
    }
}

extension Trigger.Action {
    func words(_ countdown: Duration) -> String {
        switch self {
        case .watch: "watch: it only shows what it would have done"
        case .propose: "propose: the verdict becomes ROLL BACK? and waits for an operator"
        case .rollback: "rollback: it starts by itself \(countdown.launchText) after firing"
        }
    }
}

extension Metric.Source {
    var words: String {
        switch self {
        case .health(let service, let measure, let over): "\(measure.rawValue) of \(service) over \(over.launchText)"
        case .prometheus(let url, let query): "\(query) from \(url)"
        case .scrape(let url, let metric, _): "\(metric) scraped from \(url)"
        case .json(let url, let at): "\(at) of \(url)"
        case .file(let path, let at): "\(at) of \(path)"
        case .log(let name, let matches, let of, let over, let measure):
            "\(measure.rawValue) of /\(matches)/" + (of.map { " to /\($0)/" } ?? "") + " in the log \(name) over \(over.launchText)"
        case .command(let command): command
        case .manual(let text): "declared by an operator: \(text)"
        }
    }
}
