import ConsoleModel
import ConsoleTestKit
import Foundation
import Testing

@Suite struct NearbyPlansTests {
    @Test func plansAndLaunchFilesAreToldFromOtherFiles() throws {
        let scratch = try ScratchDirectory()
        let files = [
            "WEEK4.md": "# Week 4\n\n- [ ] Announce\n", "Rollout.markdown": "# Steps\n1. Do it\n", "README.md": "# Shop\n",
            "launch.yaml": "# yaml-language-server\nlaunch: Shop\n", "compose.yml": "services:\n  web: {}\n", ".hidden.md": "- [ ] no\n",
            "deploy-empty.md": "",
        ]
        for (name, text) in files { try text.write(toFile: scratch(name), atomically: false, encoding: .utf8) }
        #expect(mkfifo(scratch("release.md"), 0o600) == 0)
        let nearby = NearbyPlans(in: scratch.path)
        #expect(nearby.plans == ["Rollout.markdown", "WEEK4.md"])
        #expect(nearby.launchFiles == ["launch.yaml"])
    }

    @Test func aDirectoryThatCannotBeReadHasNone() {
        let nearby = NearbyPlans(in: "/nowhere/at/all")
        #expect(nearby.plans.isEmpty && nearby.launchFiles.isEmpty)
    }
}
