import LaunchCore
import Testing

@testable import opsconsole

@Suite struct DemoFitnessTests {
    @Test func theOldVersionIsHealthyHoweverLongItRuns() {
        for age in [Duration.zero, .seconds(30), .seconds(86_400)] {
            let fitness = DemoFitness.of(version: "1.4.2", age: age)
            #expect(fitness.errorRate == 0)
            #expect(fitness.latency < .milliseconds(100))
        }
    }

    @Test func theNewVersionStartsHealthyAndEndsFailing() {
        let fresh = DemoFitness.of(version: "1.5.0", age: .seconds(10))
        #expect(fresh.errorRate == 0)
        #expect(fresh.latency < .milliseconds(100))
        let spent = DemoFitness.of(version: "1.5.0", age: .seconds(60))
        #expect(spent.errorRate == 0.4)
        #expect(spent.latency > .seconds(1))
        #expect(spent.connectionsInUse == DemoFitness.connections)
    }

    @Test func itOnlyGetsWorse() {
        let course = (0...60).map { DemoFitness.of(version: "1.5.0", age: .seconds($0)) }
        for (before, after) in zip(course, course.dropFirst()) {
            #expect(after.errorRate >= before.errorRate)
            #expect(after.latency >= before.latency)
            #expect(after.connectionsInUse >= before.connectionsInUse)
        }
    }
}
