import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@Suite struct TriggerScenarioTests {
    static func scenarios() throws -> [TriggerScenario] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Scenarios/triggers.scenario")
        return try TriggerScenario.read(String(contentsOf: file, encoding: .utf8))
    }

    @Test func everyScenarioComesOutAsWritten() throws {
        let scenarios = try Self.scenarios()
        #expect(scenarios.count >= 60)
        for scenario in scenarios {
            #expect(scenario.looks.count > 0, "\(scenario.name)")
            #expect(scenario.differences() == [], "\(scenario.name)")
        }
    }
}
