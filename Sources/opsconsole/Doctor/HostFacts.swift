import LaunchCore

/// What the doctor knows of this host and of the limits it sets.
struct HostFacts: Sendable {
    struct StateDirectory: Sendable {
        var path: String
        var isWritable: Bool
        /// In the operator's home, where nobody else sees it.
        var isPrivate: Bool
        var freeBytes: UInt64
        /// A file system on another host, whose locks may outlive their holders.
        var isRemote: Bool
    }

    /// What happens to processes that outlive a login.
    enum Logout: Sendable {
        case harmless
        /// They live on in a scope of systemd's user manager; `lingers` where that manager survives the last logout too.
        case scoped(lingers: Bool)
        case deadly(why: String)
    }

    /// Nil where no launch was named and the present directory says nothing.
    var state: StateDirectory?
    /// Nil where it cannot be found out.
    var stateError: String?
    var openFiles: UInt64
    /// Instances and watches of inotify a user may have; nil where the system has no inotify.
    var inotify: (instances: Int, watches: Int)?
    var logout: Logout
    /// The path of the OpenSSH client.
    var ssh: String?
    var sqlite: String
    var now: Moment
}

extension HostFacts {
    var findings: [Finding] {
        [directory, disk, fileLimit, watches, outliving, sshClient, store, clock].compactMap(\.self)
    }

    private var directory: Finding? {
        let subject = "state"
        if let stateError { return .failure(subject, stateError, "name a directory with --state DIR") }
        guard let state else { return nil }
        guard state.isWritable else {
            return .failure(subject, "\(state.path) cannot be written", "name another with --state DIR, or have its owner admit you")
        }
        if state.isRemote {
            return .warning(
                subject, "\(state.path) is on another host's disk", "name a local directory with --state DIR, the same for everybody")
        }
        if state.isPrivate {
            return .warning(
                subject, "\(state.path), which only you see",
                "for a launch of several operators make the launch file's directory writable for them, or agree on --state DIR")
        }
        return .fine(subject, state.path)
    }

    private var disk: Finding? {
        guard let state, stateError == nil else { return nil }
        let megabytes = state.freeBytes / 1_000_000
        if megabytes < 20 { return .failure("disk", "\(megabytes) MB free for the journal", "make room; a full disk stops the record") }
        if megabytes < 200 { return .warning("disk", "\(megabytes) MB free for the journal", "make room before the launch") }
        return .fine("disk", "\(megabytes) MB free")
    }

    private var fileLimit: Finding {
        openFiles < 256
            ? .warning("open files", "\(openFiles) at a time", "ulimit -n 1024; many services and logs need more")
            : .fine("open files", "\(openFiles)")
    }

    private var watches: Finding? {
        guard let inotify else { return nil }
        let text = "\(inotify.instances) instances, \(inotify.watches) watches"
        if inotify.instances < 16 || inotify.watches < 1024 {
            return .warning(
                "inotify", text, "sysctl fs.inotify.max_user_instances=128 fs.inotify.max_user_watches=65536; until then files are polled")
        }
        return .fine("inotify", text)
    }

    private var outliving: Finding {
        let subject = "logout"
        switch logout {
        case .harmless: return .fine(subject, "engine and runner outlive it")
        case .scoped(lingers: true): return .fine(subject, "engine and runner outlive it, in a scope of systemd's")
        case .scoped(lingers: false):
            return .warning(
                subject, "engine and runner outlive this login, but not your last one",
                "`loginctl enable-linger`, or stay logged in elsewhere")
        case .deadly(let why):
            return .failure(subject, "ends a rollback half-way: \(why)", "`loginctl enable-linger`, or KillUserProcesses=no")
        }
    }

    private var sshClient: Finding {
        ssh.map { .fine("ssh", $0) }
            ?? .warning("ssh", "no OpenSSH client was found", "install openssh-client where a plan names hosts")
    }

    private var store: Finding { .fine("sqlite", sqlite) }

    /// Records carry the wall clock; one that was never set makes them worthless.
    private var clock: Finding? {
        let year2024 = Moment(milliseconds: 1_704_067_200_000)
        return now < year2024 ? .failure("clock", "this host's clock is years behind", "set it: timedatectl set-ntp true") : nil
    }
}
