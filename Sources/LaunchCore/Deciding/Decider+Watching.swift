extension Decider {
    func judgement(_ command: LaunchCommand, in state: LaunchState) throws(Refusal) -> [LaunchEvent] {
        switch command {
        case .acknowledge(let id, let reason):
            guard plan.trigger(id) != nil else { throw noTrigger(id) }
            try requireReason(reason, "acknowledging a trigger")
            guard let status = state.triggers[id], status.state == .firing || status.state == .pending || status.state == .resolved else {
                throw Refusal("it is not firing", instead: "there is nothing to acknowledge")
            }
            return [.triggerAcknowledged(trigger: id, reason: reason)]
        case .holdCountdown(let id, let reason):
            guard plan.trigger(id) != nil else { throw noTrigger(id) }
            try requireReason(reason, "holding an automatic rollback")
            guard let countdown = state.triggers[id]?.countdown, countdown.held == nil else {
                throw Refusal("no countdown is running for it", instead: "")
            }
            return [.countdownHeld(trigger: id, reason: reason)]
        case .hold(let reason):
            try requireReason(reason, "a hold")
            if let held = state.held { throw Refusal("the launch is on hold already (\(held.text))", instead: "") }
            return [.launchHeld(reason: reason)]
        case .release(let reason):
            try requireReason(reason, "a release")
            guard state.held != nil else { throw Refusal("the launch is not on hold", instead: "") }
            if let run = state.activeRun { throw busy(run) }
            return [.launchReleased(reason: reason)]
        case .declare(let name, let reason):
            guard let metric = plan.metric(name), case .manual = metric.source else {
                throw Refusal("\"\(name)\" is no metric that an operator declares", instead: "only `manual:` metrics can be declared")
            }
            guard state.declared[name] == nil else { throw Refusal("it was declared already", instead: "") }
            return [.metricDeclared(metric: name, reason: reason)]
        default: return []
        }
    }

    func window(_ command: LaunchCommand, in state: LaunchState, at now: Moment) throws(Refusal) -> [LaunchEvent] {
        switch command {
        case .openWindow(let id):
            let window = try self.window(id)
            guard state.windows[id] == nil else { throw Refusal("the window was opened already", instead: "") }
            return [.windowOpened(window: id, length: window.lasts.milliseconds)]
        case .extendWindow(let id, let by, let reason):
            _ = try openWindow(id, state)
            try requireReason(reason, "extending a window")
            guard by > .zero else { throw Refusal("the extension must be longer than nothing", instead: "say for example 30m") }
            return [.windowExtended(window: id, by: by.milliseconds, reason: reason)]
        case .cutWindow(let id, let reason):
            let status = try openWindow(id, state)
            try requireReason(reason, "cutting a window short")
            let reading = live.windows[id]
            return [
                .windowClosed(
                    window: id, verdict: .inconclusive, seen: reading?.seen ?? status.seen, expected: reading?.expected ?? status.expected,
                    reason: "cut short: \(reason)")
            ]
        case .confirmCheckpoint(let id, let index, let note):
            let status = try openWindow(id, state)
            let window = try self.window(id)
            guard status.checkpoints[index] == nil else { throw Refusal("that checkpoint is closed already", instead: "") }
            guard let every = window.every, index >= 1, status.openedAt + every * index <= now else {
                throw Refusal("that checkpoint is not due yet", instead: "wait until it is")
            }
            return [.checkpointConfirmed(window: id, index: index, note: note)]
        default: return []
        }
    }

    private func noTrigger(_ id: String) -> Refusal { Refusal("there is no trigger \"\(id)\"", instead: "`opsconsole check` lists them") }

    private func window(_ id: String) throws(Refusal) -> Window {
        guard let window = plan.window(id) else {
            throw Refusal("there is no window \"\(id)\"", instead: "`opsconsole check` lists the windows")
        }
        return window
    }

    private func openWindow(_ id: String, _ state: LaunchState) throws(Refusal) -> WindowStatus {
        _ = try window(id)
        guard let status = state.windows[id], status.state == .open else {
            throw Refusal("the window is not open", instead: "open it first")
        }
        return status
    }
}
