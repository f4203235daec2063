import ConsoleTUI
import ConsoleTestKit
import Testing

@testable import opsconsole

/// States are told apart by whatever eye: by colours that look different to it, or by bold and underlined words. Their sign and word
/// come on top; see `SignTests`.
@Suite struct ThemeSightTests {
    /// Four times what can just be told apart side by side.
    static let leastDifference = 10.0

    /// Well, pending, firing or down, unknown, degraded or held.
    static let states: [Role] = [.good, .pending, .bad, .unknown, .warning]
    static let verdicts: [Role] = [.verdictGood, .verdictHold, .verdictBad, .verdictBusy, .verdictIdle]

    @Test(arguments: ThemeContrastTests.coloured, [ColourDepth.sixteen, .palette, .direct])
    func statesDiffer(name: String, depth: ColourDepth) throws {
        let theme = try ThemeLibrary(environment: [:]).theme(named: name)
        for (a, b) in Self.pairs(Self.states) {
            try expectDifferent(theme, a, b, depth, name) { $0.foreground }
        }
    }

    @Test(arguments: ThemeContrastTests.coloured, [ColourDepth.sixteen, .palette, .direct])
    func barsDiffer(name: String, depth: ColourDepth) throws {
        let theme = try ThemeLibrary(environment: [:]).theme(named: name)
        for (a, b) in Self.pairs(Self.verdicts) {
            try expectDifferent(theme, a, b, depth, name) { $0.background }
        }
    }

    @Test func withoutColoursGoodLooksOtherThanWhatIsNot() throws {
        let theme = try ThemeLibrary(environment: [:]).theme(named: "mono")
        let good = theme.paint(Style(.good), depth: .mono)
        for role in Self.states.dropFirst() { #expect(theme.paint(Style(role), depth: .mono) != good, "\(role)") }
        #expect(theme.paint(Style(.verdictGood), depth: .mono) != theme.paint(Style(.verdictBad), depth: .mono))
    }

    @Test func whatDichromatsCannotTellApartIsFoundOut() {
        let (red, green) = (RGB(0xc00000), RGB(0x5f7f00))
        #expect(Sight.usual.difference(red, green) > 60)
        #expect(Sight.deuteranopia.difference(red, green) < 10)
        #expect(Sight.tritanopia.difference(red, green) > 60)
        for sight in Sight.allCases { #expect(abs(sight.difference(RGB(0), RGB(0xffffff)) - 100) < 0.1) }
    }

    private func expectDifferent(
        _ theme: Theme, _ a: Role, _ b: Role, _ depth: ColourDepth, _ name: String, colour: (Paint) -> Int
    ) throws {
        let (one, two) = (theme.paint(Style(a), depth: depth), theme.paint(Style(b), depth: depth))
        if one.attributes != two.attributes { return }
        let colours = try (#require(ThemeContrastTests.rgb(colour(one), depth)), #require(ThemeContrastTests.rgb(colour(two), depth)))
        for sight in Sight.allCases {
            let difference = sight.difference(colours.0, colours.1)
            #expect(difference >= Self.leastDifference, "\(name), \(sight): \(a.rawValue) and \(b.rawValue)")
        }
    }

    private static func pairs(_ roles: [Role]) -> [(Role, Role)] {
        roles.indices.flatMap { first in roles[(first + 1)...].map { (roles[first], $0) } }
    }
}
