import LaunchCore
import Testing

@testable import ConsoleModel

/// What is shown of logs that bring more than a slow link takes.
@Suite struct LogsSparseTests {
    private func line(_ number: Int, _ text: String? = nil) -> (line: ViewLine, log: Int) {
        var line = ViewLine(bytes: Array((text ?? "line \(number)").utf8), arrival: Moment(milliseconds: 0))
        line.number = number
        return (line, 0)
    }

    private func texts(_ tail: SparseTail) -> [String] {
        tail.rows.map { row in
            switch row {
            case .line(let line, _): String(decoding: line.bytes, as: UTF8.self)
            case .gap(let count): "(\(count))"
            }
        }
    }

    @Test func linesThatFitFollowWithoutAGap() {
        var tail = SparseTail(height: 4)
        tail.take((0..<4).map { line($0) }, most: 2)
        tail.take((2..<6).map { line($0) }, most: 2)
        #expect(texts(tail) == ["line 2", "line 3", "line 4", "line 5"])
        #expect(!tail.hasGaps)
    }

    @Test func ofAFloodTheNewestFewFollowBehindAWordOnTheOthers() {
        var tail = SparseTail(height: 5)
        tail.take((0..<5).map { line($0) }, most: 3)
        tail.take((1000..<1005).map { line($0) }, most: 3)
        #expect(texts(tail) == ["line 3", "line 4", "(998)", "line 1003", "line 1004"])
        tail.take((1001..<1006).map { line($0) }, most: 3)
        #expect(texts(tail) == ["line 4", "(998)", "line 1003", "line 1004", "line 1005"])
        #expect(tail.hasGaps)
        for end in 1007...1010 { tail.take((end - 5..<end).map { line($0) }, most: 3) }
        #expect(!tail.hasGaps)
    }

    @Test func atLeastOneLineIsShown() {
        var tail = SparseTail(height: 3)
        tail.take((0..<3).map { line($0) }, most: 1)
        tail.take((7..<10).map { line($0) }, most: 1)
        #expect(texts(tail) == ["line 2", "(6)", "line 9"])
    }

    @Test func aLineThatHadNoEndGetsIt() {
        var tail = SparseTail(height: 2)
        tail.take([line(0), line(1, "beg")], most: 1)
        tail.take([line(0), line(1, "begun")], most: 1)
        #expect(texts(tail) == ["line 0", "begun"])
    }

    @Test func ofSeveralLogsEachIsCounted() {
        var tail = SparseTail(height: 4)
        func other(_ number: Int) -> (line: ViewLine, log: Int) { (line(number, "other \(number)").line, 1) }
        tail.take([line(0), line(1), other(0), line(2)], most: 2)
        tail.take([line(9), other(5), line(10), line(11)], most: 2)
        #expect(texts(tail) == ["other 0", "line 2", "(13)", "line 11"])
    }

    @Test func aViewShowsWhatTheLinkTakesAndTheRestWhenItIsHeld() throws {
        let log = try LogsCase { try $0.append((0..<20).map { "line \($0)\n" }.joined()) }
        let view = LogView(log.store)
        func texts(_ page: LogPage) -> [String] { page.lines.map(\.line.text) }
        #expect(texts(view.page(height: 5, most: 3)) == (15..<20).map { "line \($0)" })
        try log.append((20..<520).map { "line \($0)\n" }.joined())
        log.wait { log.total == 500 }
        let sparse = view.page(height: 5, most: 3)
        #expect(texts(sparse) == ["line 18", "line 19", "498 lines left out: the link is slow", "line 518", "line 519"])
        #expect(sparse.isSparse && sparse.isFollowing)
        #expect(view.selectedText(limit: 1000) == "line 18\nline 19\nline 518\nline 519\n")
        view.perform(.scroll(-1))
        #expect(texts(view.page(height: 5, most: 3)) == (514..<519).map { "line \($0)" })
        view.perform(.follow)
        #expect(texts(view.page(height: 5, most: 3)) == (515..<520).map { "line \($0)" })
        try log.append((520..<1020).map { "line \($0)\n" }.joined())
        log.wait { log.total == 1000 }
        #expect(view.page(height: 5, most: 3).isSparse)
        // The link is quick again.
        #expect(texts(view.page(height: 5)) == (1015..<1020).map { "line \($0)" })
    }
}
