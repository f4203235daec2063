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

    /// What the head calls NEXT, and what a hand knows from the other screens, is the same on each. `n` without a search is the note.
    @Test(arguments: ConsoleCommand.Context.allCases.filter { !$0.isDialog && $0 != .everywhere })
    func noKeyOfAPaneTakesOneThatIsEverywhere(context: ConsoleCommand.Context) {
        let everywhere = ConsoleCommand.all.filter { $0.contexts.contains(.everywhere) }
        for command in ConsoleCommand.all where command.contexts.contains(context) && !command.contexts.contains(.everywhere) {
            for keys in command.keys.map(Key.sequence) where command.name != "search-next" {
                let taken = everywhere.filter { other in
                    other.keys.map(Key.sequence).contains { $0.starts(with: keys) || keys.starts(with: $0) }
                }
                #expect(taken.isEmpty, "\(Key.names(keys)) is \(command.name) and \(taken.map(\.name))")
            }
        }
    }

    @Test(arguments: ["Space", "⏎", "Enter", "^L", "F5", "PgDn", "R", "?", "↓"])
    func keysReadBack(name: String) throws {
        let key = try #require(Key(name: name))
        #expect(Key(name: key.name) == key)
    }
}
