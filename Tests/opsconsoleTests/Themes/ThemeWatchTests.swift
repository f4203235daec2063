import ConsoleTUI
import LaunchCore
import Testing

@testable import opsconsole

/// Themes that are added and edited while a console is open.
@Suite struct ThemeWatchTests {
    private static let mine = "name: mine\ninherits: dark\npalette:\n  good: \"#5fafff\"\n"

    @Test func aThemeThatIsAddedIsOffered() throws {
        let directory = try ThemeDirectory(["mine": Self.mine])
        let watch = ThemeWatch(directory.library)
        watch.lookNow(theme: "dark")
        #expect(watch.take() == nil, "what was there before is no news")
        directory.put("second", "name: second\ninherits: mine\n")
        watch.lookNow(theme: "dark")
        let news = try #require(watch.take())
        #expect(news.names == ThemeLibrary.bundled + ["mine", "second"] && news.theme == nil)
        watch.lookNow(theme: "dark")
        #expect(watch.take() == nil)
    }

    @Test func theThemeInForceIsReadAgainWhenItsFileChanges() throws {
        let directory = try ThemeDirectory(["mine": Self.mine, "child": "name: child\ninherits: mine\n"])
        for name in ["mine", "child"] {
            directory.put("mine", Self.mine)
            let watch = ThemeWatch(directory.library)
            let before = try directory.library.theme(named: name)
            watch.lookNow(theme: name)
            directory.put("mine", Self.mine + "  bad: \"#ffffff\"\n")
            watch.lookNow(theme: name)
            let theme = try #require(try watch.take()?.theme?.get())
            #expect(theme != before && theme.name == name)
        }
    }

    @Test func aMistakeIsSaidWithItsPlaceOnceAndPutRightItIsRead() throws {
        let directory = try ThemeDirectory(["mine": Self.mine])
        let watch = ThemeWatch(directory.library)
        watch.lookNow(theme: "mine")
        directory.put("mine", "name: mine\ninherits: dark\npalette:\n  good: purplish\n")
        watch.lookNow(theme: "mine")
        guard case .failure(let problem)? = watch.take()?.theme else { return #expect(Bool(false), "the mistake is not told") }
        #expect("\(problem)".contains("mine.yaml:4:9: error:"), "\(problem)")
        watch.lookNow(theme: "mine")
        #expect(watch.take() == nil, "it is told once")
        directory.put("mine", Self.mine)
        watch.lookNow(theme: "mine")
        #expect(try watch.take()?.theme?.get().name == "mine")
    }

    @Test func aFileThatIsGoneForAMomentIsNoNews() throws {
        let directory = try ThemeDirectory(["mine": Self.mine])
        let watch = ThemeWatch(directory.library)
        watch.lookNow(theme: "mine")
        directory.remove("mine")
        watch.lookNow(theme: "mine")
        #expect(watch.take()?.theme == nil)
        directory.put("mine", Self.mine + "  bad: \"#ffffff\"\n")
        watch.lookNow(theme: "mine")
        #expect(watch.take()?.theme != nil)
    }
}
