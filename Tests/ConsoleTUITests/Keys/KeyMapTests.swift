import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleTUI

@Suite struct KeyMapTests {
    @Test func everyKeyOfTheTableCanBeRead() {
        for command in ConsoleCommand.all {
            for keys in command.keys {
                for name in keys.split(separator: " ") { #expect(Key(name: name) != nil, "\(command.name): \(name)") }
            }
        }
    }

    @Test func namesAreUnique() {
        let names = ConsoleCommand.all.map(\.name)
        #expect(Set(names).count == names.count)
    }

    /// Two commands on one key of one context would leave one of them out of reach.
    @Test(arguments: ConsoleCommand.Context.allCases)
    func noKeyMeansTwoThings(context: ConsoleCommand.Context) {
        var owner: [String: String] = [:]
        for command in ConsoleCommand.all where command.contexts.contains(context) {
            for keys in command.keys {
                #expect(owner[keys] == nil, "\(keys) is \(owner[keys] ?? "") and \(command.name)")
                owner[keys] = command.name
            }
        }
    }

    @Test(arguments: ["Space", "⏎", "Enter", "^L", "F5", "PgDn", "R", "?", "↓"])
    func keysReadBack(name: String) throws {
        let key = try #require(Key(name: name))
        #expect(Key(name: key.name) == key)
    }
}
