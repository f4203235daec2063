import LaunchCore

/// A launch as a page of metrics: what Prometheus scrapes from `engine --metrics`. The names are documented in docs/metrics.md and
/// stable. What is not known is not there: no value is ever made up.
struct LaunchExposition {
    let plan: Plan
    let state: LaunchState
    let live: LiveState
    let now: Now

    var text: String {
        var page = ExpositionWriter()
        launch(&page)
        services(&page)
        deployments(&page)
        metrics(&page)
        triggers(&page)
        windows(&page)
        progress(&page)
        return page.text
    }

    private func launch(_ page: inout ExpositionWriter) {
        let verdict = Verdict.judge(plan: plan, state: state, live: live, engineAlive: true, now: now)
        page.begin("opsconsole_launch_info", "The launch that is watched.")
        page.add(1, ["launch": plan.name, "id": plan.id, "from": plan.fromVersion ?? "", "to": plan.toVersion ?? ""])
        page.begin("opsconsole_verdict", "1 for the verdict of the launch, 0 for all others.")
        for word in Verdict.Word.allCases { page.add(word == verdict.word, ["word": word.rawValue]) }
        if let age = verdict.oldestInput {
            page.begin("opsconsole_verdict_oldest_input_seconds", "Age of the oldest measurement the verdict rests on.")
            page.add(age.seconds)
        }
        if let started = state.startedAt {
            page.begin("opsconsole_launch_started_timestamp_seconds", "T0: the first thing an operator did, or the first window.")
            page.add(started.seconds)
        }
        page.begin("opsconsole_records_total", "Records of the launch: grows with every fact.", .counter)
        page.add(state.seq)
        page.begin("opsconsole_launch_held", "1 while the launch is on hold or locked after a rollback.")
        page.add(state.held != nil)
    }

    private func services(_ page: inout ExpositionWriter) {
        let known = plan.services.compactMap { service in live.services[service.name].map { (service.name, $0) } }
        page.begin("opsconsole_service_state", "1 for the state of a service, 0 for all others.")
        for service in plan.services {
            let shown = ServiceState.shown(state.services[service.name], live.services[service.name], now).state
            for word in ServiceState.allCases { page.add(word == shown, ["service": service.name, "state": word.rawValue]) }
        }
        page.begin("opsconsole_service_latency_seconds", "Time of the newest probe, from its start to the whole answer or to the failure.")
        for (name, reading) in known { page.add(Double(reading.latency) / 1000, ["service": name]) }
        page.begin("opsconsole_service_consecutive_failures", "Failed probes in a row.")
        for (name, reading) in known { page.add(reading.failuresInRow, ["service": name]) }
        page.begin("opsconsole_service_measured_timestamp_seconds", "When the newest probe was started.")
        for (name, reading) in known { page.add(reading.at.seconds, ["service": name]) }
        page.begin("opsconsole_service_version_info", "The version that really answers.")
        for (name, reading) in known { if let version = reading.version { page.add(1, ["service": name, "version": version]) } }
    }

    private func deployments(_ page: inout ExpositionWriter) {
        guard !plan.deployments.isEmpty else { return }
        page.begin("opsconsole_deployment_info", "What the source of a deployment says.")
        for deployment in plan.deployments {
            guard let status = state.deployments[deployment.name] else { continue }
            page.add(1, ["deployment": deployment.name, "status": status.status, "version": status.version ?? ""])
        }
        page.begin("opsconsole_deployment_progress_ratio", "How much of a rollout is done.")
        for deployment in plan.deployments {
            if let progress = live.deployments[deployment.name]?.progress { page.add(progress, ["deployment": deployment.name]) }
        }
    }

    /// A value that is stale is no value.
    private func metrics(_ page: inout ExpositionWriter) {
        guard !plan.metrics.isEmpty else { return }
        page.begin("opsconsole_metric_value", "Newest value of a metric of the launch, in base units: ratios, seconds, bytes.")
        for metric in plan.metrics {
            guard let reading = live.metrics[metric.name], let value = reading.value,
                (now.wall - reading.at).milliseconds <= reading.staleAfter
            else { continue }
            page.add(value.text, ["metric": metric.name])
        }
        page.begin("opsconsole_metric_measured_timestamp_seconds", "When a metric was measured last, or its source last failed.")
        for metric in plan.metrics {
            if let reading = live.metrics[metric.name] { page.add(reading.at.seconds, ["metric": metric.name]) }
        }
    }

    private func triggers(_ page: inout ExpositionWriter) {
        guard !plan.triggers.isEmpty else { return }
        page.begin("opsconsole_trigger_state", "1 for the state of a trigger, 0 for all others.")
        for trigger in plan.triggers {
            let current = trigger.condition == nil ? TriggerState.unwatched : state.triggers[trigger.id]?.state ?? .unknown
            for word in TriggerState.allCases {
                page.add(word == current, ["trigger": trigger.id, "action": trigger.action.rawValue, "state": word.rawValue])
            }
        }
        page.begin("opsconsole_trigger_threshold", "Threshold of a trigger, in base units.")
        for trigger in plan.triggers {
            if let condition = trigger.condition {
                page.add(condition.threshold.base.text, ["trigger": trigger.id, "metric": condition.metric])
            }
        }
        page.begin("opsconsole_trigger_acknowledged", "1 where an operator acknowledged a trigger that fires.")
        for trigger in plan.triggers { page.add(state.triggers[trigger.id]?.acknowledged != nil, ["trigger": trigger.id]) }
        page.begin("opsconsole_trigger_episodes_total", "How often a trigger began to fire.", .counter)
        for trigger in plan.triggers { page.add(state.triggers[trigger.id]?.episode ?? 0, ["trigger": trigger.id]) }
    }

    private func windows(_ page: inout ExpositionWriter) {
        guard !plan.windows.isEmpty else { return }
        page.begin("opsconsole_window_state", "1 for the state of a monitoring window, 0 for all others.")
        for window in plan.windows {
            let current = state.windows[window.id]?.state ?? .scheduled
            for word in WindowState.allCases { page.add(word == current, ["window": window.id, "state": word.rawValue]) }
        }
        page.begin("opsconsole_window_remaining_seconds", "Time left of an open window.")
        for (id, status) in state.windows.sorted(by: { $0.key < $1.key }) where status.state == .open {
            page.add(max(0, (status.endsAt - now.wall).seconds), ["window": id])
        }
        page.begin("opsconsole_window_measurements_seen", "Measurements seen in an open window.")
        for id in state.openWindows.sorted() { if let reading = live.windows[id] { page.add(reading.seen, ["window": id]) } }
        page.begin("opsconsole_window_measurements_expected", "Measurements that an open window should have seen by now.")
        for id in state.openWindows.sorted() { if let reading = live.windows[id] { page.add(reading.expected, ["window": id]) } }
    }

    private func progress(_ page: inout ExpositionWriter) {
        page.begin("opsconsole_items", "Items of a phase.")
        for phase in plan.phases { page.add(phase.allItems.count, ["phase": phase.id]) }
        page.begin("opsconsole_items_done", "Items of a phase that are done or skipped.")
        for phase in plan.phases {
            page.add(phase.allItems.count { [.done, .skipped].contains(state.progress(of: $0)) }, ["phase": phase.id])
        }
        guard let run = state.rollback else { return }
        page.begin("opsconsole_rollback_state", "1 for the state of the newest rollback, 0 for all others.")
        for word in Run.State.allCases { page.add(word == run.state, ["state": word.rawValue]) }
    }
}

extension Moment {
    fileprivate var seconds: Double { Double(milliseconds) / 1000 }
}
