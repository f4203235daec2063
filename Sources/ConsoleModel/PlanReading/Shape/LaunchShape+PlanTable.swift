import LaunchCore

/// The keys of a launch file that say what is to be done.
extension ObjectShape {
    static let phase = ObjectShape(
        name: "phase", help: "A part of the launch with work in it.",
        keys: [
            KeyShape("id", .text, "Its short name; that of a phase of the plans extends that phase."),
            KeyShape("title", .text, "What is shown; by default the id."),
            KeyShape("owner", .text, "Who answers for it."),
            KeyShape("estimate", .duration, "How long it should take."),
            KeyShape("items", .list(.textOr(item)), "The checklist."),
            KeyShape("decision", .textOr(decision), "Go or no-go before the next phase; text alone is its title."),
        ])

    static let item = ObjectShape(
        name: "item", help: "A checklist entry; text alone is its text.",
        keys: [
            KeyShape("id", .text, "Its short name; by default made of the text."),
            KeyShape("text", .text, "What is to be done.", required: true),
            KeyShape("run", .list(.text), "The command, or several, each run on its own."),
            KeyShape("procedure", .text, "One of `procedures`, carried out from here in place of a command."),
            KeyShape("host", .text, "An OpenSSH destination; without one, this host."),
            KeyShape("timeout", .duration, "After this a command is killed."),
            KeyShape("interactive", .boolean, "Whether it wants a terminal of its own; by default its text tells."),
            KeyShape("estimate", .duration, "How long it should take."),
            KeyShape("owner", .text, "Who does it."),
            KeyShape("priority", .text, "As the team calls it."),
            KeyShape("check", .object(check), "Ticks itself once this holds."),
            KeyShape("items", .list(.textOr(leaf)), "Entries below it."),
        ])

    /// One level below an item; nothing stands below it.
    static let leaf = ObjectShape(
        name: "sub-item", help: "An entry below an item.",
        keys: [
            KeyShape("id", .text, "Its short name."), KeyShape("text", .text, "What is to be done.", required: true),
            KeyShape("run", .list(.text), "The command, or several."),
            KeyShape("procedure", .text, "One of `procedures`, carried out from here."), KeyShape("host", .text, "An OpenSSH destination."),
            KeyShape("timeout", .duration, "After this a command is killed."),
            KeyShape("interactive", .boolean, "Whether it wants a terminal of its own; by default its text tells."),
            KeyShape("estimate", .duration, "How long it should take."), KeyShape("owner", .text, "Who does it."),
            KeyShape("priority", .text, "As the team calls it."), KeyShape("check", .object(check), "Ticks itself once this holds."),
        ])

    static let check = ObjectShape(
        name: "check", help: "What ticks an item.",
        keys: [
            KeyShape("service", .text, "This service is up."), KeyShape("deployment", .text, "This deployment is complete."),
            KeyShape("when", .condition, "This condition holds."),
        ], oneOf: ["service", "deployment", "when"])

    static let decision = ObjectShape(
        name: "decision", help: "A go/no-go gate.",
        keys: [
            KeyShape("id", .text, "Its short name."), KeyShape("title", .text, "What is decided.", required: true),
            KeyShape("approvers", .integer(1...100), "How many operators must say go; 1."),
        ])

    static let window = ObjectShape(
        name: "window", help: "A monitoring window.",
        keys: [
            KeyShape("id", .text, "Its short name; by default made of the name."),
            KeyShape("name", .text, "What is shown.", required: true),
            KeyShape("lasts", .duration, "How long it stays open.", required: true),
            KeyShape("every", .duration, "How often a checkpoint asks to confirm the `watch` list."),
            KeyShape("after", .text, "The id of the phase after which it opens; by default after the window before."),
            KeyShape("watch", .list(.text), "What to look at."),
        ])

    static let trigger = ObjectShape(
        name: "trigger", help: "A rollback trigger.",
        keys: [
            KeyShape("id", .text, "Its short name; by default made of the name."),
            KeyShape("name", .text, "What is shown; the words of a plan's trigger bind that one. By default the condition."),
            KeyShape("when", .condition, "The condition: `error_rate > 5%`.", required: true),
            KeyShape("for", .duration, "How long it must be met without a break."),
            KeyShape("of", .count, "`3 of 5`: so many of the last measurements. Not together with `for`."),
            KeyShape("clear", .condition, "When it stops firing; by default when the condition is no longer met."),
            KeyShape("warmup", .duration, "From the start of its window in which it cannot fire."),
            KeyShape("at_least", .integer(1...100_000), "Fewer measurements than this are no data; 1."),
            KeyShape("no_data", .choice(["unknown", "breach"]), "What missing data means; unknown."),
            KeyShape("action", .choice(["watch", "propose", "rollback"]), "What firing does; propose."),
            KeyShape("countdown", .duration, "From firing to the rollback, for `action: rollback`; 30s."),
            KeyShape("group", .text, "Its severity group."),
        ])

    static let goal = ObjectShape(
        name: "goal", help: "A number the launch should move.",
        keys: [
            KeyShape("name", .text, "What is shown.", required: true), KeyShape("metric", .text, "One of `metrics`."),
            KeyShape("current", .text, "What it is today."), KeyShape("target", .text, "What it should be: `> 40%`."),
        ])

    static let rollback = ObjectShape(
        name: "rollback", help: "The procedure that goes back.",
        keys: [
            KeyShape("confirm", .text, "The word to type; ROLLBACK."), KeyShape("title", .text, "What is shown."),
            KeyShape("approve", .integer(1...2), "How many operators must want it; with 2, another login confirms; 1."),
            KeyShape("steps", .list(.object(step)), "In order.", required: true),
        ])

    static let procedure = ObjectShape(
        name: "procedure", help: "A named list of steps, carried out from an item, by `:run NAME` or by `opsconsole run`.",
        keys: [
            KeyShape("title", .text, "What is shown; by default the name."),
            KeyShape("confirm", .text, "A word to type before it starts; by default a key is enough."),
            KeyShape("steps", .list(.object(step)), "In order.", required: true),
        ])

    static let verification = ObjectShape(
        name: "verify", help: "A command that must succeed; it is run again, with a second between, until it exits with 0.",
        keys: [
            KeyShape("run", .text, "The command.", required: true),
            KeyShape("host", .text, "An OpenSSH destination; without one, this host."),
        ])

    static let step = ObjectShape(
        name: "step", help: "One step of a procedure.",
        keys: [
            KeyShape("id", .text, "Its short name."), KeyShape("run", .text, "The command."),
            KeyShape("verify", .textOr(verification), "`SERVICE up`, a condition, or a command that must succeed."),
            KeyShape("manual", .text, "What only a person can do."),
            KeyShape("host", .text, "An OpenSSH destination; without one, this host."),
            KeyShape("timeout", .duration, "After this the command is killed; 5m."),
            KeyShape("within", .duration, "How long a verification may take to hold; 5m."),
            KeyShape("retries", .integer(0...100), "Tries after a failure; 0."),
            KeyShape("idempotent", .boolean, "Safe to run again when it is not known whether it ran."),
            KeyShape("irreversible", .boolean, "Cannot be undone."),
        ], oneOf: ["run", "verify", "manual"])

    static let notification = ObjectShape(
        name: "notify", help: "Who is told of what.",
        keys: [
            KeyShape("command", .text, "Run with the event as JSON on standard input."),
            KeyShape("webhook", .text, "A URL; the event is posted as JSON."),
            KeyShape("events", .list(.choice(eventNames)), "Which events; by default all."),
        ], oneOf: ["command", "webhook"])

    static let measures = HealthMeasure.allCases.map(\.rawValue) + LogMeasure.allCases.map(\.rawValue)
    static let eventNames = NoticeKind.allCases.map(\.rawValue)
    static let roleNames = SectionRole.allCases.map(\.rawValue)
}
