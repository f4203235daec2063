import ConsoleTUI
import Testing

@testable import opsconsole

@Suite struct ManualPageTests {
    private let page = ManualPage(of: OpsConsole.self).text

    @Test func everySubcommandForPeopleHasItsSection() {
        for command in OpsConsole.configuration.subcommands where command.configuration.shouldDisplay {
            #expect(page.contains("\n.SS \(command._commandName)\n"))
        }
        #expect(!page.contains("\n.SS demo\\-service\n"))
    }

    @Test func everyCommandOfTheScreenIsThere() {
        for command in ConsoleCommand.all { #expect(page.contains(ManualPage.escape(command.help))) }
    }

    @Test(arguments: [("-x", "\\-x"), (".x", "\\&.x"), ("'x", "\\&'x"), ("a\\b", "a\\eb"), ("a.b", "a.b")])
    func troffTakesTextLiterally(text: String, escaped: String) {
        #expect(ManualPage.escape(text) == escaped)
    }
}
