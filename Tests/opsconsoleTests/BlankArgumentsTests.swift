import ConsoleTestKit
import LaunchCore
import Testing

@testable import opsconsole

@Suite struct BlankArgumentsTests {
    private static let procedure = Procedure(
        id: "rollback", title: "Rollback", confirm: nil,
        steps: ["git revert <commit_hash>", "deploy {{ version }}"].map { text in
            Step(id: text, work: .run(Command(text: text, location: PlanSample.location)), location: PlanSample.location)
        }, location: PlanSample.location)

    @Test func valuesAreGivenByTheBlanksName() throws {
        let arguments = try BlankArguments.parse(["--fill", "commit_hash=4f2a", "--fill", "version=1=2"])
        #expect(try arguments.values(for: Self.procedure) == ["<commit_hash>": "4f2a", "{{ version }}": "1=2"])
        #expect(try BlankArguments.parse([]).values(for: nil).isEmpty)
    }

    @Test(arguments: ["commit_hash", "=4f2a", "commit_hash="]) func whatIsNoPairIsRefused(text: String) {
        #expect(throws: (any Error).self) { try BlankArguments.parse(["--fill", text]) }
    }

    @Test func aBlankThatNoStepHasIsRefused() throws {
        let arguments = try BlankArguments.parse(["--fill", "commit=4f2a"])
        #expect(throws: (any Error).self) { try arguments.values(for: Self.procedure) }
        #expect(throws: (any Error).self) { try arguments.values(for: nil) }
    }
}
