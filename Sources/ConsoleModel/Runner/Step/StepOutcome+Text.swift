import LaunchCore

extension StepOutcome {
    /// How it ended, in a few words.
    var text: String {
        switch self {
        case .exit(let code): "exit \(code)"
        case .signal(let number): "ended by signal \(number)"
        case .timedOut: "timed out"
        case .verified(let evidence): "verified: \(evidence)"
        case .notVerified(let reason): "not verified: \(reason)"
        case .skipped(let reason): "skipped: \(reason)"
        case .error(let reason): reason
        case .unknown(let reason): "outcome unknown: \(reason)"
        }
    }

    /// What a shell's `$?` says. A status above 128 means by POSIX that a signal ended it.
    init(shellStatus status: Int32) {
        self = (129...192).contains(status) ? .signal(number: status - 128) : .exit(code: status)
    }
}
