import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleModel

/// The journal read a page at a time.
@Suite struct JournalSourceTests {
    private let scratch: ScratchDirectory
    private let journal: Journal
    private let noon = Moment(milliseconds: 1_800_000_000_000)

    init() throws {
        scratch = try ScratchDirectory()
        journal = try Journal(opening: scratch("journal.sqlite"))
    }

    /// Every kind, by three authors in turn.
    private func fill() throws {
        let actors = [PlanSample.dana, PlanSample.li, PlanSample.engine]
        for (index, event) in EventSamples.all.enumerated() { try journal.append([event], by: actors[index % 3], at: noon) }
    }

    @Test func itAnswersAsTheRecordsThemselvesWould() throws {
        try fill()
        let all = try journal.records()
        let last = Int64(all.count)
        for range in [1...last, 5...9, last...last, 30...10_000, 500...600] {
            for kind in [nil] + RecordKind.allCases.map(Optional.some) {
                for author in [nil, "dana", "engine", "nobody"] {
                    let numbers = try journal.numbers(in: range, kind: kind, author: author)
                    #expect(numbers == all.numbers(in: range, kind: kind, author: author), "\(range) \(String(describing: kind))")
                }
            }
        }
        #expect(try journal.records(numbered: [2, 3, 17]) == [all[1], all[2], all[16]])
        #expect(try journal.authors() == ["dana", "engine", "li"])
        #expect(try journal.newestRecords(4) == all.suffix(4))
        #expect(try journal.newestRecords(1000) == all)
    }

    @Test func anEmptyJournalHasNothing() throws {
        #expect(try journal.newestRecords(4).isEmpty && journal.authors().isEmpty)
        #expect(try journal.numbers(in: 1...10, kind: nil, author: nil).isEmpty)
    }

    /// Else a record would be left out when its kind is asked for.
    @Test(arguments: EventSamples.all)
    func everyEventIsOfTheKindThatItsNameSays(event: LaunchEvent) throws {
        let name = RecordCoding.kind(ofBody: try RecordCoding().body(of: event))
        #expect(RecordKind.allCases.filter { $0.eventNames.contains(name) } == [event.kind])
    }

    @Test func howThingsStandIsReadWithoutKeepingTheRecords() throws {
        try fill()
        let other = try Journal(reading: scratch("journal.sqlite"))
        try other.readState()
        #expect(other.state == journal.state)
        #expect(try other.catchUp().isEmpty, "they are known")
        try journal.append([.noteAdded(text: "one more")], by: PlanSample.dana, at: noon)
        #expect(try other.catchUp().map(\.event) == [.noteAdded(text: "one more")])
    }
}
