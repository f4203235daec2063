import LaunchCore

extension Report {
    /// As documented in docs/report-json.md: lengths in seconds, times RFC 3339 in UTC, null where the records say nothing.
    var json: JSONText {
        .object([
            (
                "launch",
                .object([("name", .string(name)), ("id", .string(id)), ("from", .optional(fromVersion)), ("to", .optional(toVersion))])
            ),
            ("outcome", outcome.map { .object([("word", .string($0.word.rawValue)), ("reason", .string($0.reason))]) } ?? .null),
            ("began_at", time(beganAt)), ("started_at", time(startedAt)), ("ended_at", time(endedAt)),
            ("incidents", .array(incidents.map(incident))), ("rollbacks", .array(rollbacks.map(run))), ("runs", .array(runs.map(run))),
            ("windows", .array(windows.map(window))), ("criteria", .array(criteria.map(criterion))),
            ("goals", .array(goals.map(criterion))), ("phases", .array(phases.map(phase))),
            ("people", .array(people.map(person))), ("timeline", .array(timeline.map(entry))),
            ("record", .object([("records", .integer(Int(records))), ("head", .string(head)), ("sound", flag(check?.isSound))])),
        ])
    }

    private func time(_ moment: Moment?) -> JSONText { .optional(moment?.rfc3339) }
    private func flag(_ value: Bool?) -> JSONText { value.map(JSONText.boolean) ?? .null }

    private func incident(_ incident: Incident) -> JSONText {
        .object([
            ("trigger", .string(incident.trigger)), ("text", .string(incident.text)), ("condition", .optional(incident.condition)),
            ("evidence", .array(incident.evidence.map(JSONText.string))), ("breached_at", time(incident.breachedAt)),
            ("fired_at", time(incident.firedAt)), ("acknowledged_by", .optional(incident.acknowledgedBy)),
            ("acknowledged_at", time(incident.acknowledgedAt)), ("acknowledgement", .optional(incident.acknowledgement)),
            ("countdown_held_by", .optional(incident.countdownHeldBy)), ("rollback", .optional(incident.rollback)),
            ("resolved_at", time(incident.resolvedAt)), ("detect_s", .seconds(incident.timeToDetect)),
            ("decide_s", .seconds(incident.timeToDecide)), ("roll_back_s", .seconds(incident.timeToRollBack)),
            ("recover_s", .seconds(incident.timeToRecover)),
        ])
    }

    private func run(_ run: RunReport) -> JSONText {
        .object([
            ("run", .string(run.id)), ("title", .string(run.title)), ("by", .string(run.by)),
            ("confirmed_by", .optional(run.confirmedBy)), ("reason", .string(run.reason)), ("trigger", .optional(run.trigger)),
            ("evidence", .array(run.evidence.map(JSONText.string))),
            ("state", .string(run.state.rawValue)), ("ending", .optional(run.ending)), ("requested_at", time(run.requestedAt)),
            ("started_at", time(run.startedAt)), ("finished_at", time(run.finishedAt)), ("left", .array(run.left.map(JSONText.string))),
            (
                "steps",
                .array(
                    run.steps.map { step in
                        .object([
                            ("text", .string(step.text)), ("host", .optional(step.host)), ("attempts", .integer(step.attempts)),
                            ("outcome", .optional(step.outcome)), ("succeeded", .boolean(step.succeeded)),
                            ("skipped", .boolean(step.skipped)), ("skipped_by", .optional(step.skippedBy)), ("took_s", .seconds(step.took)),
                            ("exit_code", step.exitCode.map { .integer(Int($0)) } ?? .null), ("output_bytes", .integer(step.outputBytes)),
                            ("output_sha256", .optional(step.outputHash)),
                        ])
                    })
            ),
        ])
    }

    private func window(_ window: WindowReport) -> JSONText {
        .object([
            ("name", .string(window.name)), ("state", .string(window.state.rawValue)), ("opened_at", time(window.openedAt)),
            ("closed_at", time(window.closedAt)), ("seen", .integer(window.seen)), ("expected", .integer(window.expected)),
            ("checkpoints_confirmed", .integer(window.confirmed)), ("checkpoints_missed", .integer(window.missed)),
            ("reason", .optional(window.reason)),
        ])
    }

    private func criterion(_ criterion: CriterionReport) -> JSONText {
        .object([("text", .string(criterion.text)), ("met", flag(criterion.met)), ("evidence", .optional(criterion.evidence))])
    }

    private func phase(_ phase: PhaseReport) -> JSONText {
        let decisions = phase.decisions.map { decision in
            let votes = decision.votes.map { vote in
                JSONText.object([
                    ("by", .string(vote.by)), ("go", .boolean(vote.go)), ("reason", .optional(vote.reason)), ("at", time(vote.at)),
                ])
            }
            return JSONText.object([("title", .string(decision.title)), ("go", flag(decision.answer)), ("votes", .array(votes))])
        }
        return .object([
            ("id", .string(phase.id)), ("title", .string(phase.title)), ("items", .array(phase.items.map(item))),
            ("decision", decisions.first ?? .null), ("decisions", .array(decisions)),
        ])
    }

    private func item(_ item: PhaseReport.Item) -> JSONText {
        .object([
            ("id", .string(item.id)), ("text", .string(item.text)), ("state", .string(item.state.rawValue)), ("by", .optional(item.by)),
            ("at", time(item.at)), ("evidence", .optional(item.evidence)),
        ])
    }

    private func person(_ person: PersonReport) -> JSONText {
        .object([
            ("name", .string(person.name)), ("host", .string(person.host)), ("first_at", time(person.firstAt)),
            ("last_at", time(person.lastAt)), ("did", .array(person.deeds.map(JSONText.string))),
        ])
    }

    private func entry(_ entry: Entry) -> JSONText {
        .object([
            ("seq", .integer(Int(entry.seq))), ("at", time(entry.at)), ("t_s", .seconds(entry.sinceStart)), ("who", .string(entry.who)),
            ("what", .string(entry.what)),
        ])
    }
}
