import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// Rotation while lines pour in: none may be lost, none read twice.
@Suite struct LogsLoadTests {
    enum Kind: CaseIterable {
        case renamed, renamedAndWrittenLate, truncated, deleted, deletedLater, linkSwitched
    }

    @Test(arguments: Kind.allCases)
    func everyLineComesOnce(kind: Kind) throws {
        let isLink = kind == .linkSwitched
        let log = try LogsCase(start: .beginning) { log in
            if isLink { try FileManager.default.createSymbolicLink(atPath: log.path, withDestinationPath: "real-0.log") }
        }
        var next = 0
        let rounds = 15
        for round in 0..<rounds {
            let file = Descriptor(owning: open(log.path, O_WRONLY | O_CREAT | O_APPEND, 0o644))
            try write(&next, lines: 300, to: file)
            // A file that is gone can only be read by someone who has it open.
            if kind == .deleted || kind == .deletedLater || kind == .truncated { log.wait { log.total == next } }
            switch kind {
            case .renamed: try log.move("app.log", to: "app.log.\(round)")
            case .renamedAndWrittenLate:
                try log.move("app.log", to: "app.log.\(round)")
                try write(&next, lines: 100, to: file)
            case .truncated: #expect(ftruncate(file.number, 0) == 0)
            case .deleted, .deletedLater:
                try FileManager.default.removeItem(atPath: log.path)
                if kind == .deletedLater { log.wait { !log.tail.isFollowing } }
            case .linkSwitched:
                try FileManager.default.createSymbolicLink(atPath: log.folder + "/next", withDestinationPath: "real-\(round + 1).log")
                try write(&next, lines: 10, to: Descriptor(owning: open(log.folder + "/real-\(round + 1).log", O_WRONLY | O_CREAT, 0o644)))
                try log.move("next", to: "app.log")
                log.wait { log.total == next }
            }
        }
        log.wait { log.total >= next }
        let numbers = log.lines.compactMap { Int($0.split(separator: " ")[0]) }
        #expect(numbers.count == next)
        #expect(Set(numbers).count == next)
        #expect(log.tail.total == next)
    }

    private func write(_ next: inout Int, lines: Int, to file: Descriptor) throws {
        for _ in 0..<lines / 10 {
            let block = Array((next..<next + 10).map { "\($0) of a log that is written to all the time\n" }.joined().utf8)
            #expect(Foundation.write(file.number, block, block.count) == block.count)
            next += 10
        }
    }
}
