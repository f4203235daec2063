import ConsoleModel
import ConsoleTestKit
import LaunchCore
import Testing

@Suite struct JournalTests {
    let scratch: ScratchDirectory
    let path: String
    let dana = PlanSample.dana, li = PlanSample.li
    let noon = Moment(milliseconds: 1_800_000_000_000)

    init() throws {
        scratch = try ScratchDirectory()
        path = scratch("journal.sqlite")
    }

    @Test func whatWasAppendedIsThereAfterReopening() throws {
        let events: [LaunchEvent] = [
            .launchBegan(name: "Shop", id: "shop", from: nil, to: "v2", digest: "abc"),
            .itemTicked(item: "announce", text: "Announce", evidence: nil),
        ]
        let written = try Journal(opening: path).append(events, by: dana, at: noon)
        let journal = try Journal(opening: path)
        #expect(try journal.catchUp() == written)
        #expect(written.map(\.event) == events)
        #expect(written.map(\.seq) == [1, 2])
        #expect(written[1].previousHash == written[0].hash)
        #expect(journal.state.name == "Shop")
        #expect(journal.state.items["announce"]?.state == .done)
    }

    @Test func everyEventReadsBackAsItWasWritten() throws {
        let events = EventSamples.all
        let journal = try Journal(opening: path)
        try journal.append(events, by: dana, at: noon)
        #expect(try journal.records().map(\.event) == events)
        #expect(try journal.verify().problem == nil)
    }

    @Test func decidingSeesTheRecordsOfOthers() throws {
        let mine = try Journal(opening: path), theirs = try Journal(opening: path)
        try theirs.append([.launchHeld(reason: "wait")], by: li, at: noon)
        let records = try mine.append(by: dana, now: { noon }) { state in
            state.held == nil ? [] : [.launchReleased(reason: "it was \(state.held?.by.name ?? "")")]
        }
        #expect(records.map(\.event) == [.launchReleased(reason: "it was li")])
        #expect(mine.state.held == nil)
        #expect(theirs.state.held != nil)
        _ = try theirs.catchUp()
        #expect(theirs.state == mine.state)
    }

    @Test func catchUpReturnsEachRecordOnceAndInOrder() throws {
        let mine = try Journal(opening: path), theirs = try Journal(opening: path)
        try mine.append([.noteAdded(text: "1")], by: dana, at: noon)
        try theirs.append([.noteAdded(text: "2")], by: li, at: noon)
        try mine.append([.noteAdded(text: "3")], by: dana, at: noon)
        #expect(try mine.catchUp().map(\.seq) == [1, 2, 3])
        #expect(try mine.catchUp().isEmpty)
        try theirs.append([.noteAdded(text: "4")], by: li, at: noon)
        #expect(try mine.catchUp().map(\.seq) == [4])
        #expect(try theirs.catchUp().map(\.seq) == [1, 2, 3, 4])
        #expect(mine.state.notes.map(\.text) == ["1", "2", "3", "4"])
    }

    @Test func aRefusalRecordsNothing() throws {
        let journal = try Journal(opening: path)
        #expect(throws: Refusal("no", instead: "go home")) {
            try journal.append(by: dana, now: { noon }) { _ throws(Refusal) in throw Refusal("no", instead: "go home") }
        }
        #expect(try journal.catchUp().isEmpty)
        #expect(try journal.append([.noteAdded(text: "1")], by: dana, at: noon).map(\.seq) == [1])
    }

    @Test func aSecondRollbackIsRefusedInWords() throws {
        let journal = try Journal(opening: path)
        let request = LaunchEvent.runRequested(
            run: "a", work: .rollback(number: 1, trigger: nil), steps: [], reason: "errors", evidence: [])
        try journal.append([.noteAdded(text: "1"), request], by: dana, at: noon)
        let time = noon.timeOfDay(offset: SystemClock.zoneOffset(at: noon))
        #expect(throws: Refusal("a rollback was already requested by dana at \(time)", instead: "follow it on the screen, or resume it")) {
            try journal.append([.noteAdded(text: "2"), request], by: li, at: noon)
        }
        #expect(try journal.records().count == 2)
    }

    @Test func theHashIsTheDocumentedOne() throws {
        let records = try Journal(opening: path).append([.noteAdded(text: "é")], by: dana, at: noon)
        // printf '0:,1:1,13:1800000000000,8:operator,4:dana,4:here,9:noteAdded,27:{"noteAdded":{"text":"é"}},' | sha256sum
        #expect(records[0].hash == "9e2310bdebda4b2deca4805e83a24dc19904ba10918a385d01537cf1b2858771")
        #expect(records[0].previousHash == "")
    }

    @Test func twoConsolesThatOpenANewJournalAtOnceShareIt() async throws {
        let path = path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for name in ["a", "b", "c", "d"] {
                group.addTask {
                    let journal = try Journal(opening: path)
                    try journal.append([.noteAdded(text: name)], by: PlanSample.dana, at: Moment(milliseconds: 0))
                }
            }
            try await group.waitForAll()
        }
        let journal = try Journal(reading: path)
        _ = try journal.catchUp()
        #expect(journal.state.notes.map(\.text).sorted() == ["a", "b", "c", "d"])
        #expect(try journal.verify().isSound)
    }
}
