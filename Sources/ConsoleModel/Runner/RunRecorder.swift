import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The runner's way to the journal. A journal that cannot be written does not stop a rollback: what happened is kept in memory and in
/// a file that has its room on the disk from the beginning, and is appended as soon as that can be done.
final class RunRecorder {
    private let journal: any RunJournal
    private let run: String
    let actor: Actor
    private let store: PendingStore
    private var pending: [PendingRecord] = []
    private var trouble: (since: Moment, why: String)?

    init(journal: any RunJournal, run: String, actor: Actor, files: RunFiles) {
        self.journal = journal
        self.run = run
        self.actor = actor
        store = PendingStore(path: files.pending, mode: files.modes.file)
        // What an earlier runner of this run could not get rid of.
        pending = store.lines().compactMap { PendingRecord(line: $0) }
        if !pending.isEmpty { trouble = (pending[0].at, "an earlier runner could not write it") }
    }

    var isBehind: Bool { !pending.isEmpty }

    func append(_ event: LaunchEvent, at now: Moment) {
        pending.append(PendingRecord(at: now, event: event))
        flush(at: now)
    }

    /// Appends what is waiting. Safe to call at any time.
    func flush(at now: Moment) {
        guard !pending.isEmpty else { return }
        do {
            while let first = pending.first {
                try append(first)
                pending.removeFirst()
            }
            if let trouble { try admit(trouble, now) }
            trouble = nil
            store.clear()
        } catch {
            if trouble == nil { trouble = (now, "\(error)") }
            pending[0].why = Printable.text((error as? JournalError)?.cause ?? "\(error)", limit: 300)
            store.write(pending.compactMap(\.line))
        }
    }

    private func append(_ record: PendingRecord) throws {
        let run = run
        do {
            try journal.append(by: actor, at: record.at) { state in
                // Nothing happens in a run that is over.
                state.run(run)?.state.isOver == true ? [] : [record.event]
            }
        } catch is Refusal {
            // It is in the journal already: an earlier runner could not know that it had got so far.
        }
    }

    /// Says in the record that these records came late.
    private func admit(_ trouble: (since: Moment, why: String), _ now: Moment) throws {
        let words = "the runner's records were late by \((now - trouble.since).roundedText): \(Printable.text(trouble.why, limit: 200))"
        try journal.append(by: actor, at: now) { _ in [.noteAdded(text: words)] }
    }
}
