import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// What the tools really print, read through a command as a launch would.
@Suite struct RealOutputTests {
    private let bench = ProbeBench()

    private func read(_ command: String, _ preset: String) async -> DeploymentReading {
        let deployment = Deployment(name: "web", source: .command(command), preset: preset, location: PlanSample.location)
        let reader = DeploymentReader(deployment, in: bench.surroundings)
        return await bench.asThePoller { await reader.read() }
    }

    private func fixture(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fixtures/deployments/\(name)").standardizedFileURL.path
    }

    @Test(
        arguments: [
            ("kubernetes.json", "kubernetes", "progressing", "v1.5.0", 0.5, "2 of 4 updated"),
            ("argo-rollouts.json", "argo-rollouts", "paused", "v1.5.0", 0.125, "CanaryPauseStep"),
            ("compose.json", "compose", "starting", "v1.5.0", 2.0 / 3, "worker is starting"),
            ("systemd.txt", "systemd", "active", nil, nil, "1.5.0: serving 12 requests"),
        ] as [(String, String, String, String?, Double?, String)])
    func outputOfTools(file: String, preset: String, status: String, version: String?, progress: Double?, message: String) async {
        let reading = await read("cat '\(fixture(file))'", preset)
        #expect(reading.failure == nil)
        #expect(reading.status == status)
        #expect(reading.version == version)
        #expect(reading.progress == progress)
        #expect(reading.message == message)
    }

    @Test(.enabled(if: access("/run/systemd/system", F_OK) == 0, "systemd is not at work here"))
    func aUnitOfThisMachine() async {
        let reading = await read("systemctl show systemd-journald.service", "systemd")
        #expect(reading.failure == nil)
        #expect(reading.status == "active")
        let missing = await read("systemctl show no-such-unit.service", "systemd")
        #expect(missing.failure == Failure(.missing, "there is no such unit"))
    }

    @Test(arguments: ["kubernetes", "argo-rollouts", "compose", "systemd"])
    func aToolThatFailsIsAFailureWithItsWords(preset: String) async {
        let reading = await read("echo 'Unable to connect to the server' >&2; exit 1", preset)
        #expect(reading.failure == Failure(.exit, "exit 1: Unable to connect to the server"))
        #expect(reading.status == nil)
    }
}
