import LaunchCore
import Testing

@testable import ConsoleTUI

/// No state is told by its colour alone.
@Suite struct SignTests {
    static let families: [(name: String, signs: [Sign])] = [
        ("service", ServiceState.allCases.map(\.sign)), ("trigger", TriggerState.allCases.map(\.sign)),
        ("window", WindowState.allCases.map(\.sign)), ("item", [ItemProgress.State.open, .done, .skipped, .running, .failed].map(\.sign)),
        ("run", Run.State.allCases.map(\.sign)), ("verdict", Verdict.Word.allCases.map(\.sign)),
    ]

    @Test(arguments: families.map(\.name)) func everyStateHasAWordOfItsOwn(family: String) throws {
        let signs = try #require(Self.families.first { $0.name == family }?.signs)
        #expect(signs.allSatisfy { !$0.word.isEmpty && !$0.glyph.isEmpty })
        #expect(Set(signs.map { $0.word.lowercased() }).count == signs.count)
    }

    /// Narrow rows show the sign without its word, and some terminals know no more than ASCII.
    @Test(arguments: families.map(\.name), [GlyphRepertoire.unicode, .console, .ascii])
    func goodAndBadHaveDifferentSigns(family: String, repertoire: GlyphRepertoire) throws {
        let signs = try #require(Self.families.first { $0.name == family }?.signs)
        func shown(_ sign: Sign) -> String { sign.glyph.map { repertoire.shown(String($0)) }.joined() }
        let isBad: (Sign) -> Bool = { [.bad, .verdictBad].contains($0.role) }
        let bad = Set(signs.filter(isBad).map(shown)), others = Set(signs.filter { !isBad($0) && $0.role != .warning }.map(shown))
        #expect(!bad.isEmpty && bad.isDisjoint(with: others), "\(bad) \(others)")
    }
}
