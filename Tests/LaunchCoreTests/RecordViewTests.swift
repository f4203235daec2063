import ConsoleTestKit
import LaunchCore
import Testing

/// Reading a record of any length, a page at a time.
@Suite struct RecordViewTests {
    private static let plan = PlanSample.plan

    /// Every tenth is li's skip of an item, every other a note by dana; the engine begins.
    private static func records(_ count: Int) -> [Record] {
        (1...count).map { number in
            let event: LaunchEvent =
                number == 1
                ? .engineStarted(pid: 1, host: "here")
                : number % 10 == 0 ? .itemSkipped(item: "announce", reason: "skip \(number)") : .noteAdded(text: "note \(number)")
            let actor = number == 1 ? PlanSample.engine : number % 10 == 0 ? PlanSample.li : PlanSample.dana
            return Record(seq: Int64(number), at: PlanSample.start.wall + .seconds(number), by: actor, event: event)
        }
    }

    private struct Reader {
        var view = RecordView(reading: { text in
            text == "(" ? .failure(Refusal("not closed", instead: "")) : .success { $0.contains(text) }
        })
        var records: [Record]
        var height = 5
        var newest: Int64

        init(_ records: [Record]) {
            self.records = records
            newest = Int64(records.count)
            _ = page
        }

        var page: RecordPage {
            mutating get { view.page(height: height, newest: newest, source: records, plan: RecordViewTests.plan) }
        }

        mutating func perform(_ commands: RecordViewCommand...) {
            for command in commands { view.perform(command) }
            _ = page
        }

        mutating func finish() -> Int {
            var slices = 0
            while view.hasWork {
                view.work(source: records, plan: RecordViewTests.plan)
                slices += 1
            }
            return slices
        }

        var shown: [Int64] { mutating get { page.records.map(\.seq) } }
    }

    @Test func itFollowsTheNewest() {
        var reader = Reader(Self.records(20))
        #expect(reader.shown == [16, 17, 18, 19, 20] && reader.page.selected == 20 && reader.page.isFollowing)
        reader.records = Self.records(22)
        reader.newest = 22
        #expect(reader.shown == [18, 19, 20, 21, 22] && reader.page.before == 17 && reader.page.after == 0)
        #expect(reader.page.authors == ["dana", "engine", "li"])
    }

    @Test func aShortRecordBeginsAtTheTop() {
        var reader = Reader(Self.records(3))
        #expect(reader.shown == [1, 2, 3] && reader.page.before == 0)
        reader.perform(.move(-9), .move(-1))
        #expect(reader.page.selected == 1)
        var none = Reader([])
        none.perform(.move(-1), .oldest, .move(3), .select(4), .follow)
        #expect(none.page.selected == nil && none.shown == [])
    }

    @Test func goingBackHoldsItAndGoingPastTheNewestFollowsAgain() {
        var reader = Reader(Self.records(20))
        reader.perform(.move(-6))
        #expect(reader.shown == [14, 15, 16, 17, 18] && reader.page.selected == 14 && !reader.page.isFollowing)
        reader.records = Self.records(25)
        reader.newest = 25
        #expect(reader.shown == [14, 15, 16, 17, 18] && reader.page.newRecords == 5 && reader.page.after == 7)
        reader.perform(.move(4))
        #expect(reader.shown == [14, 15, 16, 17, 18] && reader.page.selected == 18)
        reader.perform(.move(7))
        #expect(reader.page.isFollowing && reader.page.selected == 25)
    }

    @Test func theFirstOfAHundredThousandIsOneKeyAway() {
        var reader = Reader(Self.records(100_000))
        reader.perform(.oldest)
        #expect(reader.shown == [1, 2, 3, 4, 5] && reader.page.selected == 1 && reader.page.before == 0)
        reader.perform(.move(4), .move(1))
        #expect(reader.shown == [2, 3, 4, 5, 6])
        reader.perform(.follow)
        #expect(reader.shown == [99_996, 99_997, 99_998, 99_999, 100_000])
    }

    @Test func kindAndAuthorAreFilteredBy() {
        var reader = Reader(Self.records(100))
        reader.perform(.kind(.item))
        #expect(reader.page.progress == "0%" && reader.shown == [])
        #expect(reader.finish() == 1)
        #expect(
            reader.shown == [60, 70, 80, 90, 100] && reader.page.count == 10 && reader.page.total == 100 && reader.page.progress == nil)
        reader.perform(.author("dana"))
        _ = reader.finish()
        #expect(reader.page.count == 0 && reader.page.selected == nil)
        reader.perform(.kind(nil))
        _ = reader.finish()
        #expect(reader.page.count == 89)
        reader.perform(.kind(.engine), .author(nil))
        _ = reader.finish()
        #expect(reader.shown == [1])
        reader.perform(.everything)
        #expect(reader.shown == [96, 97, 98, 99, 100] && reader.page.filter.isEmpty)
    }

    @Test func theCursorStaysOnWhatStillShows() {
        var reader = Reader(Self.records(100))
        reader.perform(.select(43), .kind(.item))
        _ = reader.finish()
        #expect(reader.page.selected == 50, "43 is no item; the next that is one")
        reader.perform(.kind(nil))
        #expect(reader.page.selected == 43)
    }

    @Test func wordsAreLookedForFromTheNewestBack() {
        var reader = Reader(Self.records(1000))
        reader.perform(.text("note 99"))
        #expect(reader.view.hasWork)
        reader.view.work(source: reader.records, plan: Self.plan)
        #expect(reader.shown == [995, 996, 997, 998, 999] && reader.page.progress == "10%", "what is found shows at once")
        #expect(reader.finish() == 9)
        #expect(reader.page.count == 10, "991 to 999, and 99")
        reader.perform(.oldest)
        #expect(reader.page.selected == 99)
        reader.perform(.text("li skipped"))
        _ = reader.finish()
        #expect(reader.page.count == 100, "who did it is looked through, too")
    }

    @Test func theOldestIsFoundAlthoughTheSearchIsStillOnItsWay() {
        var reader = Reader(Self.records(1000))
        reader.perform(.text("note 99"), .oldest)
        _ = reader.finish()
        #expect(reader.page.selected == 99)
    }

    @Test func newRecordsPassTheFilterOrDoNot() {
        var reader = Reader(Self.records(100))
        reader.perform(.kind(.item))
        _ = reader.finish()
        reader.records = Self.records(121)
        reader.newest = 121
        #expect(reader.shown == [80, 90, 100, 110, 120] && reader.page.count == 12)
        reader.perform(.move(-1))
        reader.records = Self.records(135)
        reader.newest = 135
        #expect(reader.page.newRecords == 1)
    }

    @Test func aReplayGoesBack() {
        var reader = Reader(Self.records(100))
        reader.perform(.kind(.item))
        _ = reader.finish()
        reader.newest = 55
        _ = reader.page
        _ = reader.finish()
        #expect(reader.shown == [10, 20, 30, 40, 50] && reader.page.total == 55)
        reader.newest = 61
        #expect(reader.shown == [20, 30, 40, 50, 60])
    }

    @Test func whatIsWrongWithAPatternIsSaid() {
        var reader = Reader(Self.records(20))
        reader.perform(.text("("))
        #expect(reader.page.problem == "not closed" && reader.page.count == 20)
        reader.perform(.text(nil))
        #expect(reader.page.problem == nil)
    }

    @Test func aJournalThatCannotBeReadIsSaid() {
        struct Broken: RecordSource {
            struct Failure: Error, CustomStringConvertible { var description: String { "the disk is gone" } }
            func numbers(in range: ClosedRange<Int64>, kind: RecordKind?, author: String?) throws -> [Int64] { throw Failure() }
            func records(numbered numbers: [Int64]) throws -> [Record] { throw Failure() }
            func authors() throws -> [String] { [] }
        }
        var view = RecordView(reading: { _ in .success { _ in true } })
        #expect(view.page(height: 5, newest: 100, source: Broken(), plan: Self.plan).problem == "the disk is gone")
        view.perform(.kind(.note))
        view.work(source: Broken(), plan: Self.plan)
        #expect(!view.hasWork && view.page(height: 5, newest: 100, source: Broken(), plan: Self.plan).problem == "the disk is gone")
    }
}
