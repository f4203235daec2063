import LaunchCore

extension StepOutcome {
    /// What a shell's `$?` says. A status above 128 means by POSIX that a signal ended it.
    init(shellStatus status: Int32) {
        self = (129...192).contains(status) ? .signal(number: status - 128) : .exit(code: status)
    }
}
