import ConsoleModel
import LaunchCore
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct SystemClockTests {
    @Test func theWallClockIsTheSystems() {
        let before = time(nil)
        let now = SystemClock.now()
        #expect(now.wall >= Moment(seconds: Double(before)))
        #expect(now.wall < Moment(seconds: Double(time(nil) + 2)))
    }

    @Test func uptimeOnlyGoesForward() {
        let moments = (0..<1000).map { _ in SystemClock.now().uptime }
        #expect(zip(moments, moments.dropFirst()).allSatisfy { $0 <= $1 })
    }
}
