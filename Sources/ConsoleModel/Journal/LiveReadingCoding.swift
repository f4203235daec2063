import Foundation
import LaunchCore

/// Which of `LiveState`'s readings a row holds.
enum LiveReadingKind: Int64 {
    case service = 1
    case deployment, metric, trigger, window
}

/// How readings are written: JSON, and beside it the curve of the newest values as plain numbers, which JSON coders take too long for.
struct LiveReadingCoding {
    struct Row {
        var kind: LiveReadingKind
        var name: String
        var json: Data
        /// Numbers, oldest first, each with a comma after it; nothing before the comma for a failure.
        var recent: String
    }

    private let encoder = JSONEncoder()
    private let decoder = JSONDecoder()

    /// Hands over one row for each reading.
    func forEachRow(_ live: LiveState, _ body: (Row) throws -> Void) throws {
        for (name, reading) in live.services {
            try body(
                Row(kind: .service, name: name, json: Data(ReadingText(reading).bytes), recent: ReadingText(reading.recent).string))
        }
        for (name, reading) in live.metrics {
            var rest = reading
            rest.recent = []
            try body(Row(kind: .metric, name: name, json: encoder.encode(rest), recent: text(reading.recent)))
        }
        for (name, reading) in live.deployments {
            try body(Row(kind: .deployment, name: name, json: encoder.encode(reading), recent: ""))
        }
        for (name, reading) in live.triggers { try body(Row(kind: .trigger, name: name, json: encoder.encode(reading), recent: "")) }
        for (name, reading) in live.windows { try body(Row(kind: .window, name: name, json: encoder.encode(reading), recent: "")) }
    }

    func take(_ row: Row, into live: inout LiveState) throws {
        switch row.kind {
        case .service:
            var reading = try decoder.decode(ServiceReading.self, from: row.json)
            reading.recent = numbers(row.recent)
            live.services[row.name] = reading
        case .metric:
            var reading = try decoder.decode(MetricReading.self, from: row.json)
            reading.recent = numbers(row.recent)
            live.metrics[row.name] = reading
        case .deployment: live.deployments[row.name] = try decoder.decode(DeploymentReading.self, from: row.json)
        case .trigger: live.triggers[row.name] = try decoder.decode(TriggerReading.self, from: row.json)
        case .window: live.windows[row.name] = try decoder.decode(WindowReading.self, from: row.json)
        }
    }

    private func text(_ values: [(some LosslessStringConvertible)?]) -> String {
        values.isEmpty ? "" : values.map { $0?.description ?? "" }.joined(separator: ",") + ","
    }

    private func numbers<Value: LosslessStringConvertible>(_ text: String) -> [Value?] {
        text.split(separator: ",", omittingEmptySubsequences: false).dropLast().map { Value(String($0)) }
    }
}
