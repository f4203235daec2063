import GRDB

/// Why the journal could not be read or written, and what to do. Nothing was half-written: a record is there whole or not at all.
public enum JournalError: Error, Hashable, Sendable, CustomStringConvertible {
    case missing(path: String)
    /// Another process kept it locked for longer than the patience of the one who opened it.
    case locked(path: String)
    case full(path: String)
    case notWritable(path: String)
    case notReadable(path: String)
    /// It is SQLite's no longer, or not this program's.
    case notAJournal(path: String, detail: String)
    case damaged(path: String, detail: String)
    case tooNew(path: String, version: Int)
    /// The file was deleted or replaced while this process had it open.
    case replaced(path: String)
    case unreadableRecord(path: String, seq: Int64, detail: String)
    case tooLong(bytes: Int)
    case failed(path: String, detail: String)

    public var description: String {
        switch self {
        case .missing(let path): "there is no journal at \(path); start the launch with `opsconsole LAUNCH`"
        case .locked(let path):
            "another process keeps \(path) locked; see with `fuser \(path)` which one is stopped or hangs, then try again"
        case .full(let path): "no space is left for \(path), and nothing was recorded; free some space, then do it again"
        case .notWritable(let path): "\(path) cannot be written; watch with --read-only, or ask its owner for access"
        case .notReadable(let path): "\(path) cannot be read; ask its owner for access"
        case .notAJournal(let path, let detail): "\(path) is no journal (\(detail)); move it away, or name another place with --state DIR"
        case .damaged(let path, let detail):
            "\(path) is damaged (\(detail)); keep it, begin anew with `opsconsole begin LAUNCH`, and see `opsconsole verify LAUNCH`"
        case .tooNew(let path, let version): "\(path) was written by a newer opsconsole (format \(version)); update this one"
        case .replaced(let path): "\(path) was deleted or replaced while in use; put it back if it was moved, and start again"
        case .unreadableRecord(let path, let seq, let detail):
            "record \(seq) of \(path) cannot be read (\(detail)); a newer opsconsole may have written it: update this one"
        case .tooLong(let bytes): "a record of \(bytes) bytes is too long for the journal; shorten the text"
        case .failed(let path, let detail): "\(path): \(detail); see `opsconsole doctor LAUNCH`"
        }
    }

    /// Without what to do, for somebody who has not done anything.
    var cause: String {
        switch self {
        case .full(let path): "no space is left for \(path)"
        case .locked(let path): "another process keeps \(path) locked"
        default: description
        }
    }

    /// The words for what SQLite said.
    init(_ error: DatabaseError, path: String) {
        let detail = error.message ?? "error \(error.extendedResultCode.rawValue)"
        self =
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: .locked(path: path)
            case .SQLITE_FULL: .full(path: path)
            case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN: .notWritable(path: path)
            case .SQLITE_NOTADB: .notAJournal(path: path, detail: detail)
            case .SQLITE_CORRUPT: .damaged(path: path, detail: detail)
            default: .failed(path: path, detail: detail)
            }
    }
}
