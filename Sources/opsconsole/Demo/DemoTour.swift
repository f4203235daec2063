import ConsoleTUI
import LaunchCore

/// What `demo --tour` shows a newcomer. The launch waits for its operator meanwhile.
enum DemoTour {
    private static let isOut: @Sendable (LaunchState) -> Bool = {
        $0.deployments["checkout"].map { $0.status == "complete" && $0.version != "1.4.2" } ?? false
    }

    static let steps: [TourStep] = [
        TourStep(
            "a launch, live",
            """
            A shop on this machine goes from 1.4.2 to 1.5.0, and the new version is bad. The top lines say which launch, the verdict with \
            its reason, how long since it began, and what to do NEXT. They are on every screen. Nothing happens until you do it.
            """),
        TourStep(
            "the checklist",
            "The plan's own headings and boxes, as the team wrote them in Markdown. Press `checklist` to go there; `next-pane` goes round the panes.",
            until: .pane(.checklist)),
        TourStep(
            "ticking",
            "`down` and `up` move. `tick` ticks what is done: it goes into the record with your name and the time. Tick one.",
            on: .checklist,
            until: .record {
                if case .itemTicked = $0 { true } else { false }
            }),
        TourStep(
            "where it comes from",
            "`details` shows everything known of the selected item, and the lines of the plan it was read from. `close` leaves the page.",
            on: .checklist,
            until: .command(["close", "next-pane", "launch", "checklist", "status", "triggers", "logs", "record"])),
        TourStep(
            "what is watched",
            "`status` shows services, deployments and metrics: measured by an engine that goes on when every console is closed.",
            until: .pane(.status)),
        TourStep(
            "windows and triggers",
            "`triggers` shows when to look, and what would call for a rollback: the value beside its threshold. UNWATCHED means that nothing measures it.",
            until: .pane(.triggers)),
        TourStep(
            "logs",
            "`logs` follows the logs. `error-previous` goes back to an error, `search` searches, `bottom` follows again; what happens in the launch is marked in them.",
            until: .pane(.logs)),
        TourStep(
            "deploying",
            """
            Back to the checklist with `checklist`. Unfold Deploy with `unfold`, go to “Deploy v1.5.0 to all four instances”, press `open`, read the command \
            and confirm it. It runs in a process of its own.
            """,
            on: .checklist,
            until: .state {
                $0.runs.contains { !$0.work.isRollback } && $0.deployments["checkout"].map { $0.status != "scheduled" } ?? false
            }),
        TourStep(
            "going out",
            "`output` shows its output, `close` closes that and leaves it running. Look at the rollout with `status`, and wait until all instances have 1.5.0.",
            on: .status,
            after: .init(
                { $0.runs.contains { !$0.work.isRollback } },
                else:
                    "Nothing is deployed yet. Once it is, `output` shows the output of its command, and `status` the instances that have 1.5.0."
            ),
            until: .state(isOut)),
        TourStep(
            "it goes wrong",
            """
            In some twenty seconds the new version runs out of connections. `triggers` shows it: a trigger is first pending, for as long as its rule \
            says, then it fires. The verdict will be ROLL BACK?, and the terminal rings.
            """,
            on: .triggers,
            after: .init(
                isOut,
                else: """
                    1.5.0 is not out yet, so all is well. Some twenty seconds after it is, it runs out of connections: `triggers` would show a \
                    trigger pending, for as long as its rule says, and then firing. The verdict would be ROLL BACK?.
                    """),
            until: .state { $0.triggers.values.contains { $0.state == .firing } || $0.rollback != nil }),
        TourStep(
            "rolling back",
            """
            `rollback` shows why, and every step with its exact text. Type the word it asks for, then `⏎`. If nobody does, the error rate's \
            countdown starts it by itself; `hold` would hold that, with a reason.
            """,
            after: .init(
                { $0.triggers.values.contains { $0.state == .firing } || $0.rollback != nil },
                else: """
                    No trigger fires, so nothing calls for it. `rollback` shows at any time why one would roll back, and every step with its exact \
                    text; only the word it asks for starts it. `Esc` leaves it.
                    """),
            until: .state { $0.rollback != nil }),
        TourStep(
            "to the end",
            "It runs in a process of its own: you may close this terminal, or lose the connection. `output` shows it again. Wait for the steps to be verified.",
            after: .init(
                { $0.rollback != nil },
                else:
                    "No rollback was started. One runs in a process of its own: the terminal may be closed, or the connection lost, and it goes on."
            ),
            until: .state { $0.rollback?.state.isOver ?? false }),
        TourStep(
            "the record",
            "`close` closes the run; `record` says who did what, when, and on what evidence. `opsconsole report` makes a document of it, `replay` a film.",
            until: .pane(.record)),
        TourStep(
            "everything else",
            "`help` lists the keys of a screen, `palette` finds any command by some letters of its name. Try one, `Esc` leaves it.",
            until: .command(["help", "palette"])),
        TourStep(
            "your own launch",
            """
            `leave` leaves. Then `opsconsole PLAN.md` opens the Markdown plan you have, and `opsconsole init PLAN.md` makes a launch file that \
            says what to watch. `opsconsole` alone offers both. ssh, tmux and 80x24 are fine.
            """),
    ]
}
