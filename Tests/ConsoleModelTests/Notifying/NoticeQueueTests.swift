import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct NoticeQueueTests {
    static func notice(_ seq: Int64) throws -> Notice {
        let record = Record(seq: seq, at: PlanSample.start.wall, by: PlanSample.dana, event: .launchHeld(reason: "wait \(seq)"))
        return try #require(
            Notice(
                record, plan: PlanSample.plan, state: LaunchState(), verdict: Verdict(.hold, reason: "wait"),
                redactor: Redactor(secrets: [])))
    }

    @Test func oneAfterTheOther() throws {
        var queue = NoticeQueue()
        let (one, two) = (try Self.notice(1), try Self.notice(2))
        #expect(queue.add(one) == [.deliver(one)])
        #expect(queue.add(two) == [])
        #expect(queue.delivered() == [.deliver(two)])
        #expect(queue.oldest == 2)
        #expect(queue.delivered() == [])
        #expect(queue.isEmpty)
    }

    @Test func aFailureIsTriedAgainEverSlowerThenToldAndTheNextHasItsTurn() throws {
        var queue = NoticeQueue()
        let (one, two) = (try Self.notice(1), try Self.notice(2))
        _ = queue.add(one)
        _ = queue.add(two)
        for pause in NoticeQueue.pauses {
            #expect(queue.failed("status 503", isFinal: false) == [.pause(pause)])
            #expect(queue.add(try Self.notice(3)) == [])
            #expect(queue.pauseIsOver() == [.deliver(one)])
        }
        #expect(queue.failed("status 503", isFinal: false) == [.tellFailure("status 503, 6 times in a row"), .deliver(two)])
    }

    @Test func whatCannotHelpIsNotTriedAgain() throws {
        var queue = NoticeQueue()
        _ = queue.add(try Self.notice(1))
        #expect(queue.failed("status 404", isFinal: true) == [.tellFailure("status 404")])
    }

    @Test func failingIsToldOnceAndRecoveringToo() throws {
        var queue = NoticeQueue()
        let (one, two, three) = (try Self.notice(1), try Self.notice(2), try Self.notice(3))
        _ = queue.add(one)
        #expect(queue.failed("status 404", isFinal: true) == [.tellFailure("status 404")])
        _ = queue.add(two)
        #expect(queue.failed("status 404", isFinal: true) == [])
        _ = queue.add(three)
        #expect(queue.delivered() == [.tellRecovery])
    }

    @Test func thousandsWaitInLittleRoomAndWhatIsDroppedIsTold() throws {
        var queue = NoticeQueue()
        var told: [NoticeQueue.Action] = []
        for seq in 1...1000 { told += queue.add(try Self.notice(Int64(seq))) }
        #expect(told == [.deliver(try Self.notice(1)), .tellFailure("more than 100 notices wait; the oldest are dropped")])
        var seqs: [Int64] = []
        while let oldest = queue.oldest {
            seqs.append(oldest)
            _ = queue.delivered()
        }
        #expect(seqs == [1] + (902...1000))
    }

    @Test func answersNobodyWaitsForChangeNothing() throws {
        var queue = NoticeQueue()
        #expect(queue.delivered() == [])
        #expect(queue.failed("late", isFinal: true) == [])
        #expect(queue.pauseIsOver() == [])
        _ = queue.add(try Self.notice(1))
        #expect(queue.pauseIsOver() == [])
    }
}
