import LaunchCore
import Testing

@Suite struct PlanChangeTests {
    private let place = SourceLocation(file: "p.md", line: 1)

    private func item(_ id: String, _ text: String, run: [String] = []) -> Item {
        Item(id: id, kind: .box, text: text, commands: run.map { Command(text: $0, location: place) }, section: ["Deploy"], location: place)
    }

    private func plan(_ items: [Item], change: (inout Plan) -> Void = { _ in }) -> Plan {
        var plan = Plan(name: "P", id: "p")
        plan.phases = [Phase(id: "deploy", title: "Deploy", items: items, location: place)]
        change(&plan)
        return plan
    }

    private func lines(_ old: Plan, _ new: Plan, _ state: LaunchState = LaunchState()) -> [String] {
        PlanChange(from: old, to: new, in: state).lines
    }

    @Test func itemsThatCameWentOrReadOtherwiseAreTold() {
        let old = plan([item("a", "Announce it"), item("b", "Apply the migrations"), item("c", "Check the logs")])
        let new = plan([item("a", "Announce it"), item("d", "Apply the new migrations"), item("e", "Call Kim")])
        #expect(
            lines(old, new) == [
                "item changed: `Apply the migrations` is now `Apply the new migrations`", "item added: Call Kim",
                "item removed: Check the logs",
            ])
    }

    @Test func whatStandsInTheWayOfARollbackIsToldWhereItChanges() {
        func guarded(_ approvals: Int, _ confirm: String?) -> Plan {
            plan([]) { $0.rollback = Procedure(id: "r", title: "R", confirm: confirm, approvals: approvals, steps: [], location: place) }
        }
        #expect(
            lines(guarded(2, "SHOP"), guarded(1, nil)) == [
                "rollback waits for no second operator any more", "rollback is started without a word now",
            ])
        #expect(lines(guarded(1, "SHOP"), guarded(2, "X")).first == "rollback waits for a second operator now")
    }

    @Test func aTickedItemThatWentIsReported() {
        var state = LaunchState()
        let actor = Actor(role: .operator, name: "dana", host: "h")
        state.evolve(
            Record(
                seq: 1, at: Moment(milliseconds: 0), by: actor, event: .itemTicked(item: "b", text: "Apply the migrations", evidence: nil)))
        let old = plan([item("b", "Apply the migrations")])
        #expect(lines(old, plan([]), state) == ["item removed: Apply the migrations; it was ticked, and the tick went with it"])
        var changed = item("c", "Apply all migrations")
        #expect(lines(old, plan([changed]), state)[0].hasSuffix("; it was ticked, and the tick went with it"))
        changed.done = true
        #expect(lines(old, plan([changed]), state)[0].hasSuffix("; it was ticked, and its box in the plan still is"))
    }

    @Test func whatCanRunComesFirst() {
        let old = plan([item("a", "Deploy", run: ["./deploy v1"])])
        let new = plan([item("a", "Deploy", run: ["./deploy v2"]), item("b", "Call Kim")]) { plan in
            plan.rollback = Procedure(
                id: "rollback", title: "Rollback", confirm: "ROLLBACK",
                steps: [Step(id: "1", work: .run(Command(text: "./back", location: place)), location: place)], location: place)
        }
        #expect(
            lines(old, new) == [
                "rollback added, with 1 steps", "rollback step added: ./back, at most 5m",
                "command of `Deploy` changed: `./deploy v1` is now `./deploy v2`", "item added: Call Kim",
            ])
    }

    @Test func windowsAndTriggersAreTold() {
        let window = Window(id: "w", name: "Hour 1", lasts: .seconds(3600), every: .seconds(300), location: place)
        var longer = window
        longer.lasts = .seconds(7200)
        let trigger = Trigger(id: "t", text: "Error rate > 5%", face: .bound, location: place)
        let old = plan([]) {
            $0.windows = [window]
            $0.triggers = [trigger]
        }
        #expect(
            lines(old, plan([]) { $0.windows = [longer] }) == [
                "trigger removed: Error rate > 5%", "window changed: `Hour 1, 1h, every 5m` is now `Hour 1, 2h, every 5m`",
            ])
    }

    @Test func aChangeOfMereTextIsSaidToBeOne() {
        #expect(lines(plan([]), plan([])) == ["only text that nothing is made of, or settings of the launch file"])
    }
}
