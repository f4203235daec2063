import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The system's OpenSSH with the user's configuration, and what is asked of it beyond that.
public struct SSHProgram: Hashable, Sendable {
    public var path: String
    public var environment: SpawnEnvironment

    /// `OPSCONSOLE_SSH` names another program that takes ssh's arguments.
    public init(environment: SpawnEnvironment) {
        self.environment = environment
        path = environment["OPSCONSOLE_SSH"] ?? Self.search(environment["PATH"] ?? "")
    }

    private static func search(_ places: String) -> String {
        let found = places.split(separator: ":").map { "\($0)/ssh" }.first { (path: String) in access(path, X_OK) == 0 }
        return found ?? "/usr/bin/ssh"
    }

    /// Connection sharing as this program does it.
    enum Sharing: Hashable {
        /// The user's own shared connection, as his configuration says; without one it ends at once instead of opening another.
        case users
        /// Opens a connection and shares it through a socket.
        case opens(socket: String)
        case uses(socket: String)

        var options: [String] {
            switch self {
            case .users: ["-o", "ControlMaster=no", "-o", "ProxyCommand=false"]
            case .opens(let socket): ["-o", "ControlMaster=yes", "-o", "ControlPersist=no", "-S", socket]
            case .uses(let socket): ["-o", "ControlMaster=no", "-S", socket]
            }
        }
    }

    /// Never a prompt, never a forwarding or command of the user's configuration, never a host whose key is not known, whatever the
    /// configuration says of it; and a link that is dead is noticed.
    private static let options = [
        "BatchMode=yes", "StrictHostKeyChecking=yes", "ConnectTimeout=10", "ServerAliveInterval=5", "ServerAliveCountMax=3",
        "ClearAllForwardings=yes",
        "RemoteCommand=none", "PermitLocalCommand=no", "RequestTTY=no", "ForwardX11=no",
    ]

    func session(on host: String, _ sharing: Sharing) -> [String] {
        Self.options.flatMap { ["-o", $0] } + sharing.options + ["--", host, RemoteScript.command]
    }

    /// What ssh exits with when it is its own failure.
    static let lost: Int32 = 255

    /// Shell text that runs a command in a terminal there. It may ask for a password: somebody sits before it.
    func interactive(on host: String, _ command: String) -> String {
        if let refusal = Self.refusal(of: host) { return "echo \(refusal.quotedForShell) >&2; exit 64" }
        let options = [
            "ConnectTimeout=10", "ServerAliveInterval=5", "ServerAliveCountMax=3", "ClearAllForwardings=yes", "RemoteCommand=none",
        ]
        return "exec \(path.quotedForShell) -tt \(options.map { "-o \($0)" }.joined(separator: " ")) -- \(host) \(command.quotedForShell)"
    }

    /// What cannot be a host's name: ssh would take it for an option, or hand it to a shell.
    static func refusal(of host: String) -> String? {
        let isPlain = host.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || "0123456789.-_@:[]%+".unicodeScalars.contains($0))
        }
        return host.isEmpty || host.hasPrefix("-") || !isPlain ? "\"\(Printable.text(host, limit: 80))\" cannot be the name of a host" : nil
    }
}
