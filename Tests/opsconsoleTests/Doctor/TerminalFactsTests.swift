import Testing

@testable import opsconsole

@Suite struct TerminalFactsTests {
    private func facts() -> TerminalFacts {
        TerminalFacts(
            isTerminal: true, name: "xterm-256color", entry: TerminalEntry(colours: 256, canAddressCursor: true), size: (140, 40),
            locale: "C.UTF-8", hasLocale: true, drawsUnicode: true, noColour: false)
    }

    private func grade(_ subject: String, _ change: (inout TerminalFacts) -> Void) -> Finding.Grade? {
        var facts = facts()
        change(&facts)
        return facts.findings.first { $0.subject == subject }?.grade
    }

    @Test func aGoodTerminalHasNothingToAdvise() {
        #expect(facts().findings.allSatisfy { $0.grade == .fine && $0.advice.isEmpty })
    }

    @Test func whatKeepsTheConsoleFromStartingFails() {
        #expect(grade("terminal") { $0.name = nil } == .failure)
        #expect(grade("terminal") { $0.entry = nil } == .failure)
        #expect(grade("terminal") { $0.entry = TerminalEntry(colours: 0, canAddressCursor: false) } == .failure)
    }

    @Test func whatOnlyMakesItPoorerDoesNotFail() {
        #expect(grade("terminal") { $0.isTerminal = false } == .warning)
        #expect(grade("colours") { $0.entry?.colours = 8 } == .warning)
        #expect(grade("colours") { $0.entry?.colours = 0 } == .warning)
        #expect(grade("size") { $0.size = (79, 24) } == .warning)
        #expect(grade("size") { $0.size = nil } == .warning)
        #expect(grade("locale") { $0.drawsUnicode = false } == .warning)
        #expect(grade("locale") { $0.hasLocale = false } == .warning)
    }

    @Test func everyFindingThatIsNotFineSaysWhatToDo() {
        var poor = facts()
        poor.entry = nil
        poor.size = (20, 5)
        poor.drawsUnicode = false
        #expect(poor.findings.allSatisfy { $0.grade == .fine || !$0.advice.isEmpty })
    }
}
