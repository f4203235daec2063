import ConsoleModel
import Foundation

/// A real sshd on loopback with keys, port and configuration of its own, and a `ssh` that knows it. Ended with the object.
public final class SSHServer {
    public let port: Int
    public let directory: ScratchDirectory
    private let process: SpawnedProcess

    public struct Failure: Error { public let what: String }

    public static var isInstalled: Bool { access("/usr/sbin/sshd", X_OK) == 0 }

    /// The home directory that sessions see.
    public var home: String { directory("home") }
    /// What `OPSCONSOLE_SSH` must name.
    public var program: String { directory("ssh") }

    /// - Parameters:
    ///   - tools: a directory that sessions find their commands in first.
    ///   - homeSize: the home directory that sessions see is a file system of its own with so many bytes; only root can have that.
    public init(tools: String? = nil, homeSize: Int? = nil) throws {
        directory = try ScratchDirectory()
        port = try Self.freePort()
        mkdir("/run/sshd", 0o755)
        mkdir(directory("home"), 0o700)
        for key in ["host", "user"] { try Self.makeKey(directory(key)) }
        try FileManager.default.copyItem(atPath: directory("user.pub"), toPath: directory("authorized"))
        let path = (tools.map { $0 + ":" } ?? "") + "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        try """
        Port \(port)
        ListenAddress 127.0.0.1
        HostKey \(directory("host"))
        AuthorizedKeysFile \(directory("authorized"))
        PidFile none
        UsePAM no
        StrictModes no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin yes
        MaxStartups 100
        PrintMotd no
        SetEnv HOME=\(directory("home")) PATH=\(path)

        """.write(toFile: directory("sshd_config"), atomically: true, encoding: .utf8)
        let log = try Descriptor(opening: directory("sshd.log"), O_WRONLY | O_CREAT | O_APPEND)
        let daemon = ["/usr/sbin/sshd", "-D", "-e", "-f", directory("sshd_config")]
        let home = directory("home")
        let words = homeSize.map { SmallDisk.command(size: $0, at: home) + daemon } ?? daemon
        process = try Spawn(words[0], Array(words.dropFirst()), descriptors: [log, log, log]).start()
        try configureClient(port: port)
        try waitForBanner()
    }

    deinit {
        // Its sessions are in sessions of their own; they are found by the scratch directory in their environment.
        process.signalGroup(SIGKILL)
        for pid in sessions() { kill(pid, SIGKILL) }
        _ = process.wait(atMost: .seconds(5))
    }

    /// Where clients connect from now on: this server, or a proxy before it.
    public func configureClient(port: Int, identity: String? = nil) throws {
        let known = try String(contentsOfFile: directory("host.pub"), encoding: .utf8).split(separator: " ").prefix(2).joined(
            separator: " ")
        try "[127.0.0.1]:\(port) \(known)\n".write(toFile: directory("known_hosts"), atomically: true, encoding: .utf8)
        try """
        Host web1
            HostName 127.0.0.1
            Port \(port)
            User \(NSUserName())
            IdentityFile \(identity ?? directory("user"))
            IdentitiesOnly yes
            IdentityAgent none
            UserKnownHostsFile \(directory("known_hosts"))
            GlobalKnownHostsFile none
            StrictHostKeyChecking no

        """.write(toFile: directory("ssh_config"), atomically: true, encoding: .utf8)
        let script = "#!/bin/sh\nexec /usr/bin/ssh -F '\(directory("ssh_config"))' \"$@\"\n"
        try script.write(toFile: program, atomically: true, encoding: .utf8)
        chmod(program, 0o755)
    }

    /// The server now shows another key.
    public func forgetHostKey() throws {
        try Self.makeKey(directory("other"))
        let other = try String(contentsOfFile: directory("other.pub"), encoding: .utf8).split(separator: " ").prefix(2).joined(
            separator: " ")
        try "[127.0.0.1]:\(port) \(other)\n".write(toFile: directory("known_hosts"), atomically: true, encoding: .utf8)
    }

    /// Whether the user's key is let in.
    public func setAuthorized(_ isAuthorized: Bool) throws {
        let text = isAuthorized ? try String(contentsOfFile: directory("user.pub"), encoding: .utf8) : ""
        try text.write(toFile: directory("authorized"), atomically: true, encoding: .utf8)
    }

    /// Processes of sessions, by the home directory in their environment.
    public func sessions() -> [Int32] { ProcessTable.pids { $0.environment.contains("HOME=\(home)") } }

    /// A file of that home, also where it is a file system of its own.
    public func homeFile(_ name: String) -> String { "/proc/\(process.pid)/root\(home)/\(name)" }

    /// The children of the server that serve a connection.
    public func connections() -> [Int32] { ProcessTable.pids { $0.parent == process.pid } }

    public static func makeKey(_ path: String) throws {
        let keygen = try Spawn("/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path]).start()
        guard keygen.wait(atMost: .seconds(20)) == .exit(0) else { throw Failure(what: "no key") }
    }

    private static func freePort() throws -> Int {
        let listener = try LoopbackSocket.listen()
        defer { close(listener.number) }
        return listener.port
    }

    private func waitForBanner() throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            if let socket = LoopbackSocket.connect(port: port) {
                defer { close(socket) }
                var byte: UInt8 = 0
                if read(socket, &byte, 1) == 1 { return }
            }
            usleep(5000)
        }
        throw Failure(what: (try? String(contentsOfFile: directory("sshd.log"), encoding: .utf8)) ?? "sshd does not answer")
    }
}
