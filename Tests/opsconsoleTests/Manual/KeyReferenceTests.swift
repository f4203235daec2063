import ConsoleTUI
import Testing

@testable import opsconsole

@Suite struct KeyReferenceTests {
    @Test func docsKeysIsFresh() throws {
        let written = try RepositoryFile.text("docs/keys.md")
        #expect(written == KeyReference().markdown, "docs/keys.md is stale; run: make docs")
    }

    @Test func everyCommandIsListedOnce() {
        let listed = KeyReference().sections.flatMap(\.commands).map(\.name)
        #expect(listed.sorted() == ConsoleCommand.all.map(\.name).sorted())
    }
}
