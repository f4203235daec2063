import ConsoleTUI
import LaunchCore
import Testing

@testable import opsconsole

@Suite struct ThemeLibraryTests {
    private let library = ThemeLibrary(environment: [:])

    private static let themes: String = {
        var parts = #filePath.split(separator: "/").dropLast(4)
        parts.append("Themes")
        return "/" + parts.joined(separator: "/")
    }()

    @Test func whatIsCompiledInIsWhatTheFilesSay() throws {
        #expect(try ThemeFile.load(path: Self.themes + "/dark.yaml").document == .dark)
        #expect(try ThemeFile.load(path: Self.themes + "/mono.yaml").document == .mono)
    }

    @Test(arguments: ThemeLibrary.bundled)
    func everyThemeSaysWhatEveryRoleLooksLike(name: String) throws {
        var document = try ThemeFile.load(path: "\(Self.themes)/\(name).yaml").document
        #expect(document.name == name && !document.summary.isEmpty)
        if document.inherits == "dark" { document = document.laid(over: .dark) }
        #expect(document.roles.keys.sorted() == Role.allCases.map(\.rawValue).sorted())
        #expect(try library.theme(named: name).name == name)
    }

    @Test(arguments: [
        ("name: x\nroles: {txet: red}", "x.yaml:2:9: error: there is no role `txet`; did you mean `text`?"),
        ("name: x\nroles:\n  text: {fg: rde}", "x.yaml:3:14: error: there is no colour `rde`; did you mean `red`?"),
        ("name: x\npalette: {ink: \"#12345\"}", "x.yaml:2:16: error: `#12345` is no colour; write `#rrggbb`"),
        ("name: x\nroles:\n  bad: {attributes: [blod]}", "x.yaml:3:21: error: there is no attribute `blod`; did you mean `bold`?"),
        ("name: x\ncolours: {}", "x.yaml:2:1: error: `colours` means nothing here"),
        ("name: x\nroles:\n  bad: {foreground: red}", "x.yaml:3:9: error: `foreground` means nothing here"),
        ("roles: {}", "x.yaml:1:1: error: has no name"), ("", "x.yaml:1:1: error: is empty"),
        ("name: [x", "error: is not YAML"), ("name: x\nname: y", "stands here more than once"),
        ("name: x\ninherits: nobody", "x.yaml:2:11: error: there is no theme of this name; there are dark, light"),
        (String(repeating: "[", count: 5000), "too deeply nested"),
    ])
    func whatIsWrongIsToldAtItsPlace(text: String, message: String) throws {
        let directory = try ThemeDirectory(["x": text])
        let problem = #expect(throws: Problem.self) { try directory.library.theme(named: "x") }
        let told = (problem?.description ?? "").replacing(directory.path + "/", with: "")
        #expect(told.contains(message), "\(told)")
    }

    @Test func themesInheritAndTheOperatorsOwnGoFirst() throws {
        let directory = try ThemeDirectory([
            "mine": "name: mine\ninherits: light\npalette: {good: '#0000ff / blue'}\nroles: {bad: red}",
            "solarized": "name: solarized\nroles: {}",
            "a": "name: a\ninherits: b", "b": "name: b\ninherits: a",
        ])
        let library = directory.library
        #expect(library.names == ThemeLibrary.bundled + ["a", "b", "mine"])
        let mine = try library.theme(named: "mine")
        #expect(mine.paint(Style(.good), depth: .direct) == Paint(foreground: 0x0000ff, background: 0xffffff, attributes: []))
        #expect(mine.paint(Style(.bad), depth: .palette) == Paint(foreground: 1, background: 231, attributes: []))
        #expect(try library.theme(named: "solarized").paint(Style(.good), depth: .palette).background == -1)
        #expect(try library.theme(named: directory.path + "/mine.yaml") == mine)
        let problem = #expect(throws: Problem.self) { try library.theme(named: "a") }
        #expect(problem?.message.contains("inherits from itself") == true)
    }
}
