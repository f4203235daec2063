import ConsoleModel
import ConsoleTestKit
import LaunchCore
import Testing

@Suite struct ReplayTests {
    /// States after 0, 1, 2... records, by evolving.
    private func states(_ records: [Record]) -> [LaunchState] {
        records.reduce(into: [LaunchState()]) { states, record in
            var state = states[states.count - 1]
            state.evolve(record)
            states.append(state)
        }
    }

    @Test func everyPositionHasTheStateOfItsRecords() {
        let notes = (1...700).map { number in
            Record(seq: Int64(number), at: Moment(milliseconds: 0), by: PlanSample.dana, event: .noteAdded(text: "\(number)"))
        }
        for records in [LaunchStory.records, notes] {
            let states = states(records)
            var replay = Replay(records)
            for position in [0, 1, records.count, 3, 18, 600, 2, 511, 512, 513, 10_000, -1, 256, 255] {
                replay.seek(position)
                let expected = min(max(0, position), records.count)
                #expect(replay.position == expected)
                #expect(replay.state == states[expected])
            }
        }
    }

    @Test func itAdvancesToAMoment() {
        let start = PlanSample.start.wall
        var replay = Replay(LaunchStory.records)
        #expect(replay.advance(to: start + .seconds(60)).count == 3)
        #expect(replay.advance(to: start + .seconds(89)).isEmpty)
        #expect(replay.next?.at == start + .seconds(90))
        #expect(replay.advance(to: start + .seconds(100_000)).count == LaunchStory.records.count - 3)
        #expect(replay.isAtEnd)
        #expect(replay.step() == nil)
    }

    @Test func itsReadingsAreWhatWasRecorded() {
        var replay = Replay(LaunchStory.records)
        replay.seek(9)
        let live = replay.live(plan: PlanSample.plan, now: PlanSample.start.wall + .seconds(215))
        #expect(live.triggers["errors"]?.state == .firing)
        #expect(live.triggers["errors"]?.value == Decimal(text: "0.083"))
        #expect(live.metrics["error_rate"]?.at == PlanSample.start.wall + .seconds(210))
        #expect(live.services.isEmpty)
    }
}
