import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct ReplayPaceTests {
    private let times = [0, 1, 2, 3600, 3601].map { Moment(milliseconds: Int64($0) * 1000) }

    @Test func timePassesSoManyTimesFaster() {
        var pace = ReplayPace(times, speed: 2)
        #expect(pace.position == 1)
        pace.pass(.milliseconds(400))
        #expect(pace.position == 1)
        pace.pass(.milliseconds(100))
        #expect(pace.position == 2)
        pace.pass(.milliseconds(500))
        #expect(pace.position == 3)
    }

    @Test func aLongSilenceIsCutShort() {
        var pace = ReplayPace(times, speed: 1)
        pace.pass(.seconds(2))
        pace.pass(.milliseconds(1))
        #expect(pace.moment == times[3] - ReplayPace.longestSilence)
        pace.pass(.seconds(3))
        #expect(pace.position == 4)
        pace.pass(.seconds(10))
        #expect(pace.isAtEnd)
    }

    @Test func itPausesAndSteps() {
        var pace = ReplayPace(times, speed: 1)
        pace.step(by: 2)
        #expect(pace.position == 3)
        pace.pass(.seconds(100))
        #expect(pace.position == 3)
        pace.step(by: -10)
        #expect(pace.position == 1)
        pace.step(by: 100)
        #expect(pace.isAtEnd)
        var empty = ReplayPace([], speed: 1)
        empty.step(by: 1)
        empty.pass(.seconds(1))
        #expect(empty.isAtEnd)
    }
}
