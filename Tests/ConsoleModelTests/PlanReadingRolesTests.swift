import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct PlanReadingRolesTests {
    private func edited(_ yaml: String, _ section: String, _ role: SectionRole) throws -> String {
        String(decoding: try RoleWriter.edited(Array(yaml.utf8), role: role, section: section), as: UTF8.self)
    }

    @Test func theFirstRoleIsAddedAtTheEnd() throws {
        let yaml = "# ours\nlaunch: A   # the name\nplan: [p.md]\n"
        #expect(try edited(yaml, "Agents to launch", .tasks) == yaml + "roles:\n  \"Agents to launch\": tasks\n")
        #expect(try edited("launch: A", "B: \"c\"", .text) == "launch: A\nroles:\n  \"B: \\\"c\\\"\": text\n")
    }

    @Test func aRoleIsAddedToTheOthersAndReplaced() throws {
        let yaml = "launch: A\r\nroles:\r\n    # why\r\n    Background: text # not work\r\nplan: [p.md]\r\n"
        #expect(
            try edited(yaml, "Agents", .tasks)
                == "launch: A\r\nroles:\r\n    \"Agents\": tasks\r\n    # why\r\n    Background: text # not work\r\nplan: [p.md]\r\n")
        #expect(
            try edited(yaml, "Background", .tasks) == "launch: A\r\nroles:\r\n    # why\r\n    \"Background\": tasks\r\nplan: [p.md]\r\n")
    }

    @Test(arguments: ["roles: {Background: text}\n", "roles: *a\n", "{launch: A}\n", "- a\n"])
    func whatCannotBeChangedSafelyIsLeftAlone(yaml: String) {
        #expect(throws: TickWriter.Failure.self) { try edited(yaml, "Agents", .tasks) }
    }

    @Test func aRoleThatWasWrittenIsRead() throws {
        let directory = try ScratchPlan([
            "p.md": "# P\n## Agents\n- qa\n- release\n## Deploy\n- [ ] one\n", "launch.yaml": "plan: [p.md]\n",
        ])
        #expect(directory.plan()?.items.map(\.text) == ["one"])
        try RoleWriter.write(.tasks, section: "Agents", launchFile: directory.path("launch.yaml"))
        #expect(directory.plan()?.items.map(\.text) == ["qa", "release", "one"])
    }

    @Test func aPlanAloneKeepsNoRoles() throws {
        let directory = try ScratchPlan(["p.md": "# P\n"])
        #expect(throws: TickWriter.Failure.self) { try RoleWriter.write(.tasks, section: "P", launchFile: directory.path("p.md")) }
    }
}

/// Files of a launch in a directory of their own.
private struct ScratchPlan {
    private let directory: ScratchDirectory
    private let first: String

    init(_ files: [String: String]) throws {
        directory = try ScratchDirectory()
        first = files.keys.min() ?? ""
        for (name, text) in files {
            let file = try #require(fopen(directory(name), "w"))
            fputs(text, file)
            fclose(file)
        }
    }

    func path(_ name: String) -> String { directory(name) }
    func plan() -> Plan? { LaunchReader.read(path: directory(first), environment: [:], directory: "").plan }
}
