import ConsoleModel
import ConsoleTestKit
import LaunchCore
import Testing

@testable import opsconsole

@Suite struct DemoFilesTests {
    private func reading(speed: Double = 1) throws -> LaunchReading {
        let place = try ScratchDirectory()
        let directory = DemoDirectory(path: place.path)
        let pace = DemoPace(speed: speed)
        try DemoFiles.put(into: directory, pace: pace)
        try DemoFiles.putLaunch(into: directory, pace: pace, web: 4711, database: 4712)
        return LaunchReader.read(path: directory.launchFile, environment: [:], directory: "/")
    }

    @Test(arguments: [1.0, 10, 100]) func theLaunchReadsWithoutAnyProblem(speed: Double) throws {
        let reading = try reading(speed: speed)
        #expect(reading.problems.map { "\($0)" } == [])
        #expect(reading.plan != nil)
    }

    @Test func aNewcomerSeesWorkTriggersAndAWayBack() throws {
        let plan = try #require(try reading().plan)
        #expect(plan.phases.map(\.id) == ["prepare", "deploy", "watch", "announce"])
        #expect(plan.items.contains { $0.done })
        #expect(plan.windows.map(\.after) == ["deploy"])
        #expect(plan.decisions.map(\.title) == ["Keep v1.5.0"])
        #expect(plan.triggers.contains { $0.action == .rollback && $0.hold == .for(.seconds(10)) })
        #expect(plan.rollback?.confirm == "CHECKOUT")
        #expect(plan.rollback?.steps.count == 3)
    }
}
