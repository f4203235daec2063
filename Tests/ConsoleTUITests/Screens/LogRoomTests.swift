import LaunchCore
import Testing

@testable import ConsoleTUI

@Suite struct LogRoomTests {
    @Test(arguments: [(nil, nil), (960, 5), (300, 1), (10, 1), (100_000, nil)] as [(Int?, Int?)])
    func asManyRowsAreNewAsTheLinkHasRoomFor(bytes: Int?, rows: Int?) {
        #expect(LogRoom(height: 20, width: 118, rows: nil).most(in: bytes) == rows)
    }

    @Test(arguments: [(nil, 50, 9), (960, 50, 5), (960, 3, 9)] as [(Int?, Int, Int)])
    func outputThatFloodsASlowLinkIsShownByItsLastLines(bytes: Int?, perSecond: Int, shown: Int) {
        let lines = (0..<9).map { LogLine("line \($0)") }
        let tail = LogTail(name: "run/0", lines: lines, total: 9, perSecond: perSecond).shortened(to: bytes, width: 118)
        #expect(tail.lines == lines.suffix(shown) && tail.total == 9)
    }
}
