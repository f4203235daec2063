import ConsoleModel
import ConsoleTUI
import LaunchCore
import Testing

@testable import opsconsole

/// keys.yaml from its text to the table of commands.
@Suite struct KeyBindingsTests {
    private static func read(_ text: String) -> KeyBindings { KeyBindings(KeysFile(text: text, file: "keys.yaml")) }

    @Test func aFileOfOwnKeysIsRead() {
        let keys = Self.read(
            """
            # my own
            rollback: [g r]
            note: ["^N", F5]
            save-screen: F9
            zoom: none
            declare: []
            palette: ";"
            """)
        #expect(keys.problems == [])
        let changed = Dictionary(keys.table.changed.map { ($0.name, $0.keys) }) { first, _ in first }
        #expect(
            changed == [
                "rollback": ["g r"], "note": ["^N", "F5"], "save-screen": ["F9"], "zoom": [], "declare": [], "palette": [";"],
            ])
    }

    @Test(arguments: [
        ("rolback: g r\n", ["1:1: error: there is no command `rolback`; did you mean `rollback`?"]),
        (
            "note: x\nhold: [F2, u]\n",
            [
                "1:7: error: `x` is `skip` already in the checklist; choose another key, or give `skip` another one",
                "2:12: error: `u` is `release` already; choose another key, or give `release` another one",
            ]
        ),
        ("note:\n", ["1:1: error: `note` has no key; write one, in quotes where it is a sign like \"#\", or `none`"]),
        ("note: {key: x}\n", ["1:7: error: `note` has a mapping; write a key, a list of keys, or `none`"]),
        ("note: [[x]]\n", ["1:8: error: is a list; write a key, in quotes where it is a sign"]),
        ("- note\n", ["1:1: error: is a list; write lines of `COMMAND: KEY`"]),
        ("note: \" \"\n", ["1:7: error: no key is named; write one, like `x` or `g r`, or `none` to take the keys away"]),
        ("note: F9\nnote: F8\n", ["1:1: error: the key `note` stands here more than once; keep one of them"]),
    ])
    func whatIsWrongHasItsPlace(text: String, problems: [String]) {
        let keys = Self.read(text)
        #expect(keys.problems.map { "\($0)" } == problems.map { "keys.yaml:\($0)" })
        #expect(keys.table.changed.isEmpty)
    }

    @Test(arguments: ["", "# nothing\n\n  # yet\n", "---\n"])
    func remarksAloneChangeNothing(text: String) {
        let keys = Self.read(text)
        #expect(keys.problems == [] && keys.table.changed.isEmpty)
    }

    @Test func hostileFilesAreRefusedQuickly() {
        for text in [String(repeating: "[", count: 60_000), String(repeating: "a: ", count: 20_000), "note: *x\n", "\u{0}\u{1b}[31m: x\n"] {
            let keys = Self.read(text)
            #expect(!keys.problems.isEmpty && keys.table.changed.isEmpty)
        }
    }

    @Test func whereItIsLookedFor() {
        #expect(KeysFile.path(environment: ["XDG_CONFIG_HOME": "/etc/me", "HOME": "/home/me"]) == "/etc/me/opsconsole/keys.yaml")
        #expect(KeysFile.path(environment: ["HOME": "/home/me"]) == "/home/me/.config/opsconsole/keys.yaml")
        #expect(KeysFile.path(environment: ["XDG_CONFIG_HOME": "relative", "HOME": "/home/me"]) == "/home/me/.config/opsconsole/keys.yaml")
        #expect(KeysFile.path(environment: [:]) == nil)
        #expect(KeyBindings.begin(environment: ["HOME": "/nowhere"]) == nil)
    }

    // MARK: The file to start from

    @Test func theTemplateIsReadAsNothing() {
        let keys = Self.read(KeysTemplate.text)
        #expect(keys.problems == [] && keys.table.changed.isEmpty)
    }

    /// Every line of it, with its # taken away, says what is in force already.
    @Test func theTemplateWithoutItsRemarksIsTheTable() {
        let lines = KeysTemplate.text.split(separator: "\n").filter { $0.hasPrefix("#") && !$0.hasPrefix("# ") && $0 != "#" }
        #expect(lines.count == ConsoleCommand.all.count)
        let keys = Self.read(lines.map { $0.dropFirst() + "\n" }.joined())
        #expect(keys.problems == [] && keys.table.changed.isEmpty)
    }

    @Test func theListingMarksOwnKeys() {
        let lines = KeyListing(table: Self.read("rollback: [g r, F9]").table).text.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("* g r, F9 ") && $0.contains("  rollback  ") })
        #expect(lines.contains { $0.hasPrefix("  Space ") && $0.contains("  tick  ") })
        #expect(lines.last == "* keys of your own")
    }

    @Test func theDoctorTells() {
        let wrong = KeyFacts(changed: 0, problems: Self.read("rolback: x").problems).findings
        #expect(wrong.map(\.grade) == [.failure] && wrong[0].text.hasPrefix("keys.yaml:1:1: error: there is no command"))
        #expect(KeyFacts(changed: 3, problems: []).findings == [.fine("keys", "3 of your own")])
        #expect(KeyFacts(changed: 0, problems: []).findings == [.fine("keys", "the program's own")])
    }
}
