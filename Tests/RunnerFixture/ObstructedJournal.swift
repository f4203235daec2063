import ConsoleModel
import Foundation
import LaunchCore

/// The journal of a disk that is full for as long as a file exists.
final class ObstructedJournal: RunJournal {
    private let journal: Journal
    private let obstacle: String

    init(_ journal: Journal, obstacle: String) {
        self.journal = journal
        self.obstacle = obstacle
    }

    func newestState() throws -> LaunchState { try journal.newestState() }

    func append(by actor: Actor, at now: Moment, deciding decide: (LaunchState) -> [LaunchEvent]) throws {
        if FileManager.default.fileExists(atPath: obstacle) { throw JournalError.full(path: journal.path) }
        try journal.append(by: actor, at: now, deciding: decide)
    }
}
