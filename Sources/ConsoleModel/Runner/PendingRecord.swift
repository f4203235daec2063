import Foundation
import LaunchCore

/// A record on its way to the journal, as a line of `pending.jsonl`.
struct PendingRecord: Codable {
    var at: Moment
    var event: LaunchEvent
    /// Why the journal does not take it; in the first line alone.
    var why: String?

    init(at: Moment, event: LaunchEvent) {
        self.at = at
        self.event = event
    }

    init?(line: some StringProtocol) {
        guard let record = try? JSONDecoder().decode(PendingRecord.self, from: Data(line.utf8)) else { return nil }
        self = record
    }

    /// Without the end of the line.
    var line: Data? { try? JSONEncoder().encode(self) }
}

extension WaitingRecords {
    /// What the runner at work could not record for longer than its patience. Without a runner it is taken up by whoever resumes the run. Cheap
    /// where nothing waits: two files are opened.
    static func look(in state: LaunchState, folder: LaunchFolder, at now: Moment) -> WaitingRecords? {
        guard let run = state.activeRun, run.pid != nil, case .alive? = try? RunHealth.probe(folder, run: run.id, at: now) else {
            return nil
        }
        let records = PendingStore.read(RunFiles(folder, run: run.id).pending).compactMap { PendingRecord(line: $0) }
        guard let oldest = records.first, now - oldest.at >= patience else { return nil }
        return WaitingRecords(
            run: run.id, why: oldest.why ?? "the journal cannot be written", by: Actor(role: .runner, name: "runner", host: run.host ?? ""),
            entries: records.map { Entry(at: $0.at, event: $0.event) })
    }
}
