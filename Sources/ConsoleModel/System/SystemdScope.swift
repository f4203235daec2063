#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A place of its own in systemd's tree of processes, for a process that must outlive the operator's login on a machine where logind
/// ends whatever a user leaves behind.
public struct SystemdScope: Hashable, Sendable {
    /// The path of `systemd-run`.
    public let program: String
    /// The user manager stays when the last login of the user ends. Where it does not, a scope outlives this login only.
    public let lingers: Bool

    /// What this machine does to the processes of a user who logs out.
    public enum Probe: Hashable, Sendable {
        /// Processes stay: nothing is needed.
        case notNeeded
        case usable(SystemdScope)
        /// They are ended, and nothing can be done about it from here.
        case unusable(why: String)
    }

    /// Reads files only, in well under a millisecond.
    ///
    /// - Parameter root: where the file system begins, for tests.
    public static func probe(environment: SpawnEnvironment = .inherited, user: String, root: String = "") -> Probe {
        guard isDirectory(root + "/run/systemd/system"), LogindSettings(root: root).endsUserProcesses(of: user) else { return .notNeeded }
        guard let program = ["/usr/bin/systemd-run", "/bin/systemd-run"].first(where: { access(root + $0, X_OK) == 0 }) else {
            return .unusable(why: "logind ends the processes of a user who logs out (KillUserProcesses), and systemd-run is not there")
        }
        guard let runtime = environment["XDG_RUNTIME_DIR"], access(root + runtime + "/systemd/private", F_OK) == 0 else {
            return .unusable(
                why: "logind ends the processes of a user who logs out (KillUserProcesses), and no user manager answers; "
                    + "log in afresh, or ask for `loginctl enable-linger \(user)`")
        }
        return .usable(SystemdScope(program: program, lingers: access(root + "/var/lib/systemd/linger/\(user)", F_OK) == 0))
    }

    /// The same process, begun by systemd-run: it keeps its number, descriptors and session.
    func wrap(_ spawn: Spawn) -> Spawn {
        var wrapped = spawn
        // By now `/proc/self` would be systemd-run's own.
        let executable = spawn.executable == SpawnedProgram.path ? SpawnedProgram.resolvedPath : spawn.executable
        wrapped.executable = program
        wrapped.name = program
        wrapped.arguments = ["--user", "--scope", "--collect", "--quiet", "--", executable] + spawn.arguments
        return wrapped
    }

    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
