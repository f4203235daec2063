import Testing

@testable import ConsoleTUI

@Suite struct ThemeTests {
    @Test func aRoleWithoutALookTakesThatOfTheNextOneUp() throws {
        let theme = try Theme(
            document: ThemeDocument(
                name: "t", summary: "", roles: ["text": .init("white", on: "black"), "bad": .init("red", on: nil, "bold")]))
        #expect(theme.paint(Style(.logError), depth: .sixteen) == Paint(foreground: 1, background: 0, attributes: .bold))
        #expect(theme.paint(Style(.danger), depth: .sixteen) == theme.paint(Style(.bad), depth: .sixteen))
        #expect(theme.paint(Style(.good), depth: .sixteen) == Paint(foreground: 7, background: 0, attributes: []))
        #expect(theme.paint(Style(.good, .underline), depth: .mono) == Paint(foreground: -1, background: -1, attributes: .underline))
    }

    @Test func everyRoleLeadsToText() {
        for role in Role.allCases {
            var (steps, at) = (0, role)
            while let parent = at.parent, steps < 10 { (steps, at) = (steps + 1, parent) }
            #expect(at == .text)
        }
    }

    @Test func fewColoursAreBrightByBold() throws {
        let theme = try Theme(
            document: ThemeDocument(
                name: "t", summary: "",
                roles: [
                    "text": .init("white", on: "black"), "good": .init("bright-green"), "muted": .init("bright-black"),
                    "bad": .init("#ff1010"),
                ]))
        #expect(theme.paint(Style(.good), depth: .eight) == Paint(foreground: 2, background: 0, attributes: .bold))
        #expect(theme.paint(Style(.good), depth: .sixteen) == Paint(foreground: 10, background: 0, attributes: []))
        #expect(theme.paint(Style(.muted), depth: .eight) == Paint(foreground: 7, background: 0, attributes: .dim))
        #expect(theme.paint(Style(.bad), depth: .sixteen).foreground == 9)
        #expect(theme.paint(Style(.bad), depth: .palette).foreground == 196)
        #expect(theme.paint(Style(.bad), depth: .direct).foreground == 0xff1010)
    }

    @Test func theSelectionKeepsColoursAndLightensWhatItWouldHide() throws {
        let theme = try Theme(document: .dark)
        let (good, bad) = (theme.paint(Style(.good, .selected), depth: .palette), theme.paint(Style(.bad, .selected), depth: .palette))
        #expect(good == Paint(foreground: 114, background: 237, attributes: .bold))
        #expect(bad.background == 237 && bad.foreground != theme.paint(Style(.bad), depth: .palette).foreground)
        #expect(theme.paint(Style(.verdictBad, .selected), depth: .palette) == theme.paint(Style(.verdictBad), depth: .palette))
        #expect(theme.paint(Style(.good, .selected), depth: .sixteen) == theme.paint(Style(.selection), depth: .sixteen))
        #expect(theme.paint(Style(.good, .selected), depth: .mono).attributes.contains(.reverse))
    }

    @Test func contrastIsThatOfWCAG() {
        #expect(abs(RGB(0).contrast(with: RGB(0xffffff)) - 21) < 0.001)
        #expect(abs(RGB(0x767676).contrast(with: RGB(0xffffff)) - 4.54) < 0.01)
        #expect(abs(RGB(0xff0000).contrast(with: RGB(0)) - 5.25) < 0.01)
    }

    @Test func everyColourOfThePaletteIsItsOwnNearest() {
        for index in 16..<256 {
            let colour = RGB(paletteIndex: index)
            #expect(colour.inPalette == colour)
        }
    }
}
