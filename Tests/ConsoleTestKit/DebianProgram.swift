import ConsoleModel
import Foundation

/// A server out of a Debian package, started on a test's own files and ended with the object.
public final class DebianProgram {
    private let process: SpawnedProcess
    private let log: String

    public struct Failure: Error, CustomStringConvertible { public let description: String }

    /// The path of an installed program; nil where its package is not there.
    public static func path(_ name: String) -> String? {
        ["/usr/sbin/", "/usr/bin/"].map { $0 + name }.first { access($0, X_OK) == 0 }
    }

    public static func isInstalled(_ name: String) -> Bool { path(name) != nil }

    /// Starts it and waits until somebody listens on the port.
    public init(_ name: String, _ arguments: [String], in scratch: ScratchDirectory, port: Int) throws {
        guard let path = Self.path(name) else {
            throw Failure(description: "\(name) is not installed; run scripts/install-dependencies.sh")
        }
        log = scratch("\(name).log")
        let output = try Descriptor(opening: log, O_WRONLY | O_CREAT | O_APPEND)
        process = try Spawn(path, arguments, directory: scratch.path, descriptors: [output, output, output]).start()
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if let socket = LoopbackSocket.connect(port: port) {
                close(socket)
                return
            }
            usleep(10_000)
        }
        throw Failure(description: said)
    }

    /// What it wrote to its output.
    public var said: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

    deinit {
        process.signalGroup(SIGKILL)
        _ = process.wait(atMost: .seconds(5))
    }

    public static func freePort() throws -> Int {
        let listener = try LoopbackSocket.listen()
        defer { close(listener.number) }
        return listener.port
    }
}
