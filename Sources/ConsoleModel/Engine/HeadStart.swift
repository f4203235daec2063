import Dispatch
import Foundation
import GRDB
import LaunchCore
import Synchronization

/// What opening a launch needs, made ready on another core while this one reads the plan: the journal, and the coders of readings.
/// Each is slow the first time alone, and an operator waits for the first picture.
public final class HeadStart: Sendable {
    private let journal = Mutex<Journal?>(nil)
    private let journalIsDone = DispatchSemaphore(value: 0)

    /// Returns at once. A failure costs nothing but the time that was to be saved.
    ///
    /// - Parameters:
    ///   - launchFile: as the operator named it. Its plan is not read yet, so whose journal it is can only be guessed: where the
    ///     state directory holds those of one launch file alone.
    ///   - given: the argument of `--state`.
    ///   - then: done after the rest, on the same thread.
    public init(launchFile: String, given: String? = nil, then work: @escaping @Sendable () -> Void = {}) {
        let start = { @Sendable in
            if let path = Self.likelyJournal(launchFile, given), let journal = try? Journal(opening: path.journal, mode: path.modes.file) {
                try? journal.readState()
                self.journal.withLock { $0 = journal }
                self.journalIsDone.signal()
            } else {
                self.journalIsDone.signal()
                Self.readDatabase()
                Self.readRecord()
            }
            Self.readReadings()
            work()
        }
        do { try startThread(start) } catch { journalIsDone.signal() }
    }

    /// The journal, opened and read, where it is the one that was guessed; waits until that is known. Once.
    func takeJournal(_ path: String) -> Journal? {
        journalIsDone.wait()
        defer { journalIsDone.signal() }
        return journal.withLock { journal in
            defer { journal = nil }
            return journal?.path == path ? journal : nil
        }
    }

    private static func likelyJournal(_ launchFile: String, _ given: String?) -> LaunchFolder? {
        guard let file = launchFile.resolvedPath else { return nil }
        let names = DirectoryLook.names(in: given ?? file.parentPath + "/.opsconsole").filter(LaunchFolder.isSafeName)
        guard names.count == 1, let directory = try? StateDirectory(launchFile: file, id: names[0], given: given, environment: [:]),
            let folder = try? directory.current(), FileIdentity(path: folder.journal) != nil
        else { return nil }
        return folder
    }

    /// The body of a record as the journal has it.
    static let sampleBody = #"{"engineStarted":{"host":"","pid":0}}"#

    private static func readRecord() { _ = try? RecordCoding().event(from: Data(sampleBody.utf8)) }

    private static func readReadings() {
        var live = LiveState()
        live.services[""] = ServiceReading(at: Moment(milliseconds: 0), state: .unknown, latency: 0, staleAfter: 0)
        live.metrics[""] = MetricReading(at: Moment(milliseconds: 0), value: nil, staleAfter: 0)
        let coding = LiveReadingCoding()
        try? coding.forEachRow(live) { row in
            var read = LiveState()
            try coding.take(row, into: &read)
        }
    }

    private static func readDatabase() {
        guard let queue = try? DatabaseQueue() else { return }
        _ = try? queue.read { database in
            let rows = try Row.fetchCursor(database.cachedStatement(sql: "SELECT ?, 'x', x'00'"), arguments: [1])
            while let row = try rows.next() { _ = row[0] as Int64 }
        }
    }
}
