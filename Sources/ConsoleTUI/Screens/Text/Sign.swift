import LaunchCore

/// How a state shows: a sign, a word and a role. Never the colour alone.
struct Sign: Hashable, Sendable {
    let glyph: String
    let word: String
    let role: Role

    init(_ glyph: String, _ word: String, _ role: Role) {
        self.glyph = glyph
        self.word = word
        self.role = role
    }

    static let stale = Sign("◌", "STALE", .unknown)
    static let waiting = Sign("○", "waiting", .unknown)
    static let failed = Sign("✖", "failed", .bad)
}

extension ServiceState {
    var sign: Sign {
        switch self {
        case .up: Sign("●", "up", .good)
        case .degraded: Sign("◐", "degraded", .warning)
        case .down: Sign("✖", "down", .bad)
        case .unknown: Sign("?", "unknown", .unknown)
        }
    }
}

extension TriggerState {
    var sign: Sign {
        switch self {
        case .unwatched: Sign("?", "UNWATCHED", .unknown)
        case .unknown: Sign("◌", "no data", .unknown)
        case .inactive: Sign("○", "quiet", .good)
        case .pending: Sign("◔", "pending", .pending)
        case .firing: Sign("▲", "FIRING", .bad)
        case .resolved: Sign("◇", "resolved", .done)
        }
    }
}

extension WindowState {
    var sign: Sign {
        switch self {
        case .scheduled: Sign("○", "scheduled", .muted)
        case .open: Sign("◐", "open", .info)
        case .passed: Sign("✔", "passed", .good)
        case .failed: Sign("✖", "failed", .bad)
        case .inconclusive: Sign("?", "inconclusive", .warning)
        }
    }
}

extension ItemProgress.State {
    var sign: Sign {
        switch self {
        case .open: Sign("[ ]", "open", .text)
        case .done: Sign("[x]", "done", .done)
        case .skipped: Sign("[-]", "skipped", .muted)
        case .running: Sign("[~]", "running", .pending)
        case .failed: Sign("[!]", "failed", .bad)
        }
    }
}

extension Run.State {
    var sign: Sign {
        switch self {
        case .requested: Sign("○", "starting", .pending)
        case .running: Sign("◐", "running", .pending)
        case .interrupted: Sign("■", "INTERRUPTED", .bad)
        case .done: Sign("✔", "done", .good)
        case .failed: Sign("✖", "FAILED", .bad)
        case .aborted: Sign("✖", "aborted", .warning)
        }
    }
}

extension Verdict.Word {
    var sign: Sign {
        switch self {
        case .preparing: Sign("○", rawValue, .verdictIdle)
        case .go: Sign("●", rawValue, .verdictGood)
        case .hold: Sign("■", rawValue, .verdictHold)
        case .rollBackProposed: Sign("▲", rawValue, .verdictBad)
        case .rollingBack: Sign("◀", rawValue, .verdictBusy)
        case .rolledBack: Sign("◂", rawValue, .verdictHold)
        case .rollbackFailed: Sign("✖", rawValue, .verdictBad)
        case .complete: Sign("✔", rawValue, .verdictGood)
        }
    }
}
