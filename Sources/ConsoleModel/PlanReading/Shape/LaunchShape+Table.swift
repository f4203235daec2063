/// Every key of a launch file.
extension ObjectShape {
    static let launch = ObjectShape(
        name: "launch file", help: "One launch.",
        keys: [
            KeyShape("launch", .text, "The name of the launch; without one, the title of the first plan."),
            KeyShape("id", .text, "A short name for paths and scripts; without one it is made of the name."),
            KeyShape("plan", .list(.text), "Markdown plans, relative to this file."),
            KeyShape("version", .textOr(version), "What is deployed; text alone is the new version."),
            KeyShape("services", .named(.object(service)), "What is polled for health, by name."),
            KeyShape("deployments", .named(.object(deployment)), "Where rollout status is read, by name."),
            KeyShape("logs", .named(.textOr(log)), "Logs to follow, by name; text alone is a path."),
            KeyShape("metrics", .named(.object(metric)), "Numbers that triggers, criteria and goals speak of, by name."),
            KeyShape("phases", .list(.object(phase)), "Phases after those of the plans; the same id extends one of them."),
            KeyShape("windows", .list(.object(window)), "Monitoring windows; the same name replaces one of the plans."),
            KeyShape("triggers", .list(.object(trigger)), "Rollback triggers; the same name binds one of the plans."),
            KeyShape("criteria", .list(.text), "What must be true in the end; a condition where a metric can say so."),
            KeyShape("goals", .list(.object(goal)), "Numbers the launch should move."),
            KeyShape("rollback", .object(rollback), "How to go back; replaces the procedure of the plans."),
            KeyShape("procedures", .named(.object(procedure)), "Other lists of steps, by name."),
            KeyShape("notify", .list(.object(notification)), "Who is told of what."),
            KeyShape("roles", .named(.choice(roleNames)), "What a section of a plan is, by its heading, where the words do not tell."),
            KeyShape("redact", .list(.text), "Environment variables that commands of the launch must not see."),
        ])

    static let version = ObjectShape(
        name: "version", help: "From which version to which.",
        keys: [KeyShape("from", .text, "What runs before."), KeyShape("to", .text, "What is launched.")])

    static let service = ObjectShape(
        name: "service", help: "Something whose health is polled.",
        keys: [
            KeyShape(
                "url", .text, "`http://`, `https://`, `http+unix:///SOCKET:/PATH`, `tcp://HOST:PORT` or `exec:COMMAND`.", required: true),
            KeyShape("every", .duration, "How often; 5s."),
            KeyShape("timeout", .duration, "How long an answer may take; 2s."),
            KeyShape("expect", .object(expectation), "What counts as healthy; by default a status of 200 to 299."),
            KeyShape("failures", .integer(1...1000), "Consecutive failures before it is down; 3."),
            KeyShape("successes", .integer(1...1000), "Consecutive successes before it is up again; 2."),
            KeyShape("depends", .list(.text), "Services without which this one cannot be healthy."),
            KeyShape("version", .pointer, "Where in the JSON body the version stands that is really answering."),
            KeyShape("insecure", .boolean, "Do not verify the TLS certificate; shown loudly."),
        ])

    static let expectation = ObjectShape(
        name: "expect", help: "What an answer must be.",
        keys: [
            KeyShape("status", .statuses, "Status codes that are healthy: `200-299`."),
            KeyShape("json", .named(.text), "JSON pointers into the body and the text each value must have."),
            KeyShape("body", .text, "A regular expression the body must match somewhere."),
            KeyShape("within", .duration, "Slower is degraded."),
            KeyShape("certificate", .duration, "A certificate with less time left is degraded."),
        ])

    static let deployment = ObjectShape(
        name: "deployment", help: "Something whose rollout status is read.",
        keys: [
            KeyShape("state", .text, "A JSON file, relative to this file."),
            KeyShape("command", .text, "A command that prints JSON."),
            KeyShape("preset", .choice(DeploymentPreset.names), "A known form of what it prints."),
            KeyShape("fields", .object(fields), "Where in the JSON the values stand."),
            KeyShape("every", .duration, "How often; 5s."),
            KeyShape("stale", .duration, "Older is STALE, or `was complete`, which is no alarm; 2m."),
            KeyShape("deadline", .duration, "No progress for this long is FAILED; never."),
        ], oneOf: ["state", "command"])

    static let fields = ObjectShape(
        name: "fields", help: "JSON pointers into what a deployment's source holds.",
        keys: [
            KeyShape("status", .pointer, "/status"), KeyShape("version", .pointer, "/version"),
            KeyShape("progress", .pointer, "/progress"), KeyShape("updated", .pointer, "/updated_at"),
            KeyShape("message", .pointer, "/message"),
        ])

    static let log = ObjectShape(
        name: "log", help: "Something to follow.",
        keys: [
            KeyShape("file", .text, "A path, relative to this file; may hold `*` and `?`."),
            KeyShape("command", .text, "A command whose output is followed."),
            KeyShape("host", .text, "An OpenSSH destination; without one, this host."),
        ], oneOf: ["file", "command"])

    static let metric = ObjectShape(
        name: "metric", help: "A named number and where it comes from.",
        keys: [
            KeyShape("health", .text, "A service whose polling is measured."),
            KeyShape("measure", .choice(measures), "What of it; for `log`: `count`, `rate` or `ratio`."),
            KeyShape("over", .duration, "Over how long; 5m."),
            KeyShape("prometheus", .text, "The URL of a Prometheus server."),
            KeyShape("query", .text, "PromQL that gives one value."),
            KeyShape("scrape", .text, "The URL of a metrics page in Prometheus' text format."),
            KeyShape("metric", .text, "The name on that page."),
            KeyShape("labels", .named(.text), "Labels it must have."),
            KeyShape("json", .text, "The URL of a JSON document."),
            KeyShape("file", .text, "A JSON file, relative to this file."),
            KeyShape("at", .pointer, "Where in the JSON the number stands."),
            KeyShape("log", .text, "One of `logs`."),
            KeyShape("matches", .text, "A regular expression; lines that match are counted."),
            KeyShape("of", .text, "For `measure: ratio`: a regular expression; the lines that match are the whole."),
            KeyShape("command", .text, "A command whose first number is the value."),
            KeyShape("manual", .text, "An operator declares it; says what declaring means."),
            KeyShape("every", .duration, "How often; 5s, of a log 1s (the least there is), of `prometheus`, `scrape` and `command` 15s."),
            KeyShape("timeout", .duration, "How long it may take; 5s."),
            KeyShape("unit", .choice(MetricUnit.allCases.map(\.rawValue)), "What the source counts in."),
        ], oneOf: ["health", "prometheus", "scrape", "json", "file", "log", "command", "manual"])
}
