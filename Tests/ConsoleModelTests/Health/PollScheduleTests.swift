import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct PollScheduleTests {
    /// Runs a schedule of one source whose looks take as long as `takes` says, and returns when they began.
    private func starts(every: Duration, takes: [Duration]) -> (starts: [Duration], skipped: Int64) {
        var schedule = PollSchedule([("backend", every)], start: .seconds(100))
        var now = Duration.seconds(100)
        var starts: [Duration] = []
        for duration in takes {
            now = max(now, schedule.next ?? now)
            guard !schedule.due(at: now).isEmpty else { continue }
            starts.append(now)
            now += duration
            schedule.finished(0, at: now)
        }
        return (starts, schedule.skipped(0))
    }

    @Test func quickLooksKeepTheCadenceWithoutDrift() {
        let (starts, skipped) = starts(every: .seconds(5), takes: Array(repeating: .milliseconds(700), count: 50))
        #expect(zip(starts, starts.dropFirst()).allSatisfy { $1 - $0 == .seconds(5) })
        #expect(skipped == 0)
    }

    @Test func looksAlmostAsLongAsTheCadenceStillKeepIt() {
        let (starts, skipped) = starts(every: .seconds(5), takes: Array(repeating: .milliseconds(4999), count: 10))
        #expect(zip(starts, starts.dropFirst()).allSatisfy { $1 - $0 == .seconds(5) })
        #expect(skipped == 0)
    }

    @Test func aLookThatEndsOnASlotDoesNotMissIt() {
        let (starts, skipped) = starts(every: .seconds(5), takes: [.seconds(5), .seconds(10), .zero])
        #expect(starts.map { $0 - starts[0] } == [.zero, .seconds(5), .seconds(15)])
        #expect(skipped == 1)
    }

    @Test func slotsThatPassDuringALookAreSkippedAndCounted() {
        let (starts, skipped) = starts(every: .seconds(5), takes: [.seconds(12), .zero, .zero])
        #expect(starts.map { $0 - starts[0] } == [.zero, .seconds(15), .seconds(20)])
        #expect(skipped == 2)
    }

    @Test func nothingIsLookedAtTwiceAtOnce() {
        var schedule = PollSchedule([("a", .seconds(1)), ("b", .seconds(1))], start: .zero)
        #expect(Set(schedule.due(at: .seconds(1))) == [0, 1])
        #expect(schedule.due(at: .seconds(100)).isEmpty)
        #expect(schedule.next == nil)
        schedule.finished(1, at: .seconds(100))
        #expect(schedule.due(at: .seconds(101)) == [1])
    }

    @Test func aLateTimerDoesNotShiftWhatFollows() {
        var schedule = PollSchedule([("a", .seconds(10))], start: .zero)
        let first = schedule.next ?? .zero
        _ = schedule.due(at: first + .seconds(3))
        schedule.finished(0, at: first + .seconds(4))
        #expect(schedule.next == first + .seconds(10))
    }

    @Test func theFirstLooksAreSpreadByNameAndTheSameEveryTime() {
        let sources = (0..<1000).map { (name: "service \($0)", every: Duration.seconds(5)) }
        func firsts() -> [Duration] {
            var schedule = PollSchedule(sources, start: .zero)
            var firsts = Array(repeating: Duration.zero, count: sources.count)
            while let next = schedule.next { for index in schedule.due(at: next) { firsts[index] = next } }
            return firsts
        }
        let spread = firsts()
        #expect(spread == firsts())
        #expect(spread.allSatisfy { $0 < .seconds(1) })
        for tenth in 0..<10 {
            let within = spread.count { $0 >= .milliseconds(100 * tenth) && $0 < .milliseconds(100 * (tenth + 1)) }
            #expect((50...150).contains(within))
        }
    }

    @Test func thousandsComeOutInOrder() {
        var schedule = PollSchedule((0..<5000).map { ("s\($0)", .milliseconds(Int64(1000 + $0 % 7))) }, start: .zero)
        var last = Duration.zero, looks = 0
        while let next = schedule.next, next < .seconds(4) {
            #expect(next >= last)
            last = next
            for index in schedule.due(at: next) {
                looks += 1
                schedule.finished(index, at: next)
            }
        }
        #expect((15_000...20_000).contains(looks))
    }
}
