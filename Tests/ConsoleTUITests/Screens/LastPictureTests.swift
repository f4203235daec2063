import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleTUI

/// That a kept part looks as if it were drawn anew is seen at every key of every driver; here, that parts are kept at all, and until when.
@Suite struct LastPictureTests {
    private var launch = LaunchFixture()
    private var last = LastPicture()

    private mutating func drawn(_ state: ScreenState, revision: Int?, name: String) -> String {
        var snapshot = launch.snapshot
        snapshot.plan.services[0].name = name
        snapshot.revision = revision
        return Screen.draw(snapshot, state, after: &last).picture
    }

    @Test(arguments: [Pane.status, .checklist])
    mutating func partsOfTheSameRevisionAreKept(focus: Pane) {
        var state = ScreenState(plan: launch.plan, state: launch.state, width: 132, height: 43)
        state.focus = focus
        #expect(drawn(state, revision: 1, name: "before").contains("before"))
        #expect(drawn(state, revision: 1, name: "after").contains("before"))
        #expect(drawn(state, revision: 2, name: "after").contains("after"))
    }

    @Test mutating func nothingIsKeptOfASnapshotWithoutRevision() {
        let state = ScreenState(plan: launch.plan, state: launch.state, width: 132, height: 43)
        #expect(drawn(state, revision: nil, name: "before").contains("before"))
        #expect(drawn(state, revision: nil, name: "after").contains("after"))
    }

    @Test mutating func aPaneThatGetsTheFocusIsDrawn() {
        var state = ScreenState(plan: launch.plan, state: launch.state, width: 132, height: 43)
        #expect(drawn(state, revision: 1, name: "before").contains("before"))
        state.focus = .status
        #expect(drawn(state, revision: 1, name: "after").contains("after"))
    }

    @Test mutating func nothingIsKeptOfAnotherSize() {
        let wide = ScreenState(plan: launch.plan, state: launch.state, width: 132, height: 43)
        #expect(drawn(wide, revision: 1, name: "before").contains("before"))
        let wider = ScreenState(plan: launch.plan, state: launch.state, width: 140, height: 43)
        #expect(drawn(wider, revision: 1, name: "after").contains("after"))
    }
}
