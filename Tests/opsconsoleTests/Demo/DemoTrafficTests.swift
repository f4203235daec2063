import LaunchCore
import Testing

@testable import opsconsole

@Suite struct DemoTrafficTests {
    private func lines(_ fitness: DemoFitness, customers: Int) -> DemoTraffic.Lines {
        var traffic = DemoTraffic()
        var all = DemoTraffic.Lines()
        for _ in 0..<customers {
            let lines = traffic.next(fitness, version: "1.5.0", time: "14:02:11")
            all.access += lines.access
            all.checkout += lines.checkout
        }
        return all
    }

    @Test func healthyVersionsLogNoError() {
        let lines = lines(.of(version: "1.4.2", age: .seconds(60)), customers: 200)
        #expect(lines.checkout.allSatisfy { !$0.contains("ERROR") })
        #expect(lines.access.allSatisfy { !$0.contains(" 503 ") })
        #expect(lines.checkout.contains { $0.contains(" INFO ") })
    }

    @Test func failingVersionsLogErrorsAboutAsOftenAsTheyFail() {
        let lines = lines(.of(version: "1.5.0", age: .seconds(60)), customers: 500)
        let errors = lines.checkout.count { $0.contains(" ERROR ") }
        #expect((150...250).contains(errors))
        #expect(lines.access.count { $0.contains(" 503 ") } == errors)
        #expect(lines.checkout.contains { $0.contains(" WARN ") && $0.contains("32 of 32") })
    }
}
