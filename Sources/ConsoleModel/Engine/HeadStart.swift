import Foundation
import GRDB
import LaunchCore

/// Makes ready on another core what opening a launch needs a few milliseconds later: the coders of records and readings, SQLite.
/// Each is slow the first time alone, and an operator waits for the first picture.
public enum HeadStart {
    /// Returns at once. A failure costs nothing but the time that was to be saved.
    ///
    /// - Parameter work: done after the rest, on the same thread.
    public static func begin(_ work: @escaping @Sendable () -> Void = {}) {
        try? startThread {
            readDatabase()
            readRecord()
            readReadings()
            work()
        }
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
