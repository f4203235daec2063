import ConsoleModel
import Foundation
import LaunchCore

/// A launch whose steps run on another host: a real sshd on loopback, if wanted behind a bad link.
public final class RemoteFixture {
    public let server: SSHServer
    public let local: RunFixture
    public let proxy: LinkProxy?

    public init(tools: String? = nil, homeSize: Int? = nil, behindProxy: Bool = false) throws {
        server = try SSHServer(tools: tools, homeSize: homeSize)
        local = try RunFixture()
        local.environment = local.environment.setting("OPSCONSOLE_SSH", to: server.program)
        proxy = behindProxy ? try LinkProxy(to: server.port) : nil
        if let proxy { try server.configureClient(port: proxy.port) }
    }

    public func step(_ text: String, timeout: Milliseconds = 30_000, idempotent: Bool = false) -> RunStep {
        .shell(text, timeout: timeout, idempotent: idempotent, host: "web1")
    }

    /// A step that counts how often it is begun, and ends with 4 when `go` is called.
    public static let counted = "echo begun >>count; until [ -e go ]; do sleep 0.02; done; echo ended; exit 4"

    public var begins: Int {
        (try? String(contentsOfFile: server.home + "/count", encoding: .utf8))?.split(separator: "\n").count ?? 0
    }

    public func go() { _ = FileManager.default.createFile(atPath: server.home + "/go", contents: nil) }

    public func untilBegun() async throws { try await local.until("the step has begun") { begins == 1 } }

    public func untilNothingIsLeft() async throws {
        try await local.until("no process is left") { local.processes().isEmpty && server.sessions().isEmpty }
    }

    /// The far side's directory of the run's first attempt at its first step.
    public var attempt: String { "\(server.home)/.opsconsole-runs/\(RunFiles(local.folder, run: "r1").worldName)/1.1" }

    /// The ssh processes of this launch.
    public var clients: [Int32] {
        ProcessTable.pids { entry in
            entry.arguments.first?.hasSuffix("ssh") == true && entry.arguments.contains { $0.hasPrefix(server.directory.path) }
        }
    }

    /// The shells on the far side that follow a step for us.
    public var followers: [Int32] {
        ProcessTable.pids { $0.arguments == ["sh"] && $0.environment.contains("HOME=\(server.home)") }
    }

    /// What was recorded of links, in order.
    public func links() throws -> [LaunchEvent] {
        try local.journal.records().map(\.event).filter {
            switch $0 {
            case .linkBroke, .linkMended: true
            default: false
            }
        }
    }

    /// What was recorded of the first step that finished.
    public func finished() throws -> (outcome: StepOutcome, bytes: Int, hash: String?)? {
        for record in try local.journal.records() {
            if case .stepFinished(_, _, _, let outcome, _, let bytes, let hash) = record.event { return (outcome, bytes, hash) }
        }
        return nil
    }
}
