import ConsoleTUI
import ConsoleTestKit
import Testing

@testable import opsconsole

/// Words need 4.5:1 against their ground, the lines of boxes 3:1 (WCAG 2, 1.4.3 and 1.4.11); in high contrast all of them 7:1.
/// The sixteen named colours are those xterm comes with.
@Suite struct ThemeContrastTests {
    static let coloured = ThemeLibrary.bundled.filter { $0 != "mono" }

    @Test(arguments: coloured, [ColourDepth.sixteen, .palette, .direct])
    func everythingDrawnCanBeReadOnItsGround(name: String, depth: ColourDepth) throws {
        let theme = try ThemeLibrary(environment: [:]).theme(named: name)
        for style in Self.styles {
            let paint = theme.paint(style, depth: depth)
            #expect(!paint.attributes.contains(.dim), "\(style): dim words have less contrast than their colour")
            let (words, ground) = try (#require(Self.rgb(paint.foreground, depth)), #require(Self.rgb(paint.background, depth)))
            let isLine = style.role == .border && !style.attributes.contains(.selected)
            let least = name == "high-contrast" ? 7 : isLine ? 3 : 4.5
            #expect(words.contrast(with: ground) >= least, "\(style)")
            // As many terminals show bold words.
            guard depth == .sixteen, paint.attributes.contains(.bold), paint.foreground < 8 else { continue }
            #expect(try #require(Self.rgb(paint.foreground + 8, depth)).contrast(with: ground) >= least, "\(style), bold as bright")
        }
    }

    @Test func withoutColoursNoneIsSent() throws {
        let mono = try ThemeLibrary(environment: [:]).theme(named: "mono")
        for depth in ColourDepth.allCases {
            for style in Self.styles {
                let paint = mono.paint(style, depth: depth)
                #expect(paint.foreground == -1 && paint.background == -1)
            }
        }
    }

    @Test func theScreensDrawSelectionBarsAndBadges() {
        let drawn = DrawnStyles.all
        #expect(drawn.count > 40)
        #expect(drawn.contains { $0.attributes.contains(.selected) } && drawn.contains { $0.attributes.contains(.reverse) })
        let missing = Set(Role.allCases).subtracting(drawn.map(\.role))
        #expect(missing.count <= 4, "the walk over the screens meets none of \(missing.map(\.rawValue))")
    }

    /// What is drawn, and every role by itself and selected, should a screen to come draw it.
    private static let styles: Set<Style> =
        DrawnStyles.all.union(Role.allCases.flatMap { [Style($0), Style($0, .selected)] })

    static func rgb(_ number: Int, _ depth: ColourDepth) -> RGB? {
        if number < 0 { return nil }
        if depth == .direct, number >= 8 { return RGB(UInt32(number)) }
        return number < 16 ? NamedColour.allCases[number].rgb : RGB(paletteIndex: number)
    }
}
