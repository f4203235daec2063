import LaunchCore
import NIOCore

/// Reads one deployment's status again and again, from a state file or a command that prints it. What cannot be read keeps the last
/// good content in place and says why. Runs on the poller's event loop.
actor DeploymentReader: PollSource {
    nonisolated let deployment: Deployment
    nonisolated let surroundings: Surroundings
    nonisolated var unownedExecutor: UnownedSerialExecutor { surroundings.loop.executor.asUnownedSerialExecutor() }
    private let file: BoundedFile?
    private let command: ShellCommand?
    private var scale = ProgressScale()
    private var good: DeploymentContent?

    /// A state file or answer larger than this is not read.
    static let limit = 1024 * 1024
    static let timeout = Duration.seconds(10)

    nonisolated var name: String { "deployment \(deployment.name)" }
    nonisolated var every: Duration { deployment.every }

    init(_ deployment: Deployment, in surroundings: Surroundings) {
        self.deployment = deployment
        self.surroundings = surroundings
        switch deployment.source {
        case .file(let path):
            file = BoundedFile(surroundings.path(path), limit: Self.limit, on: surroundings.loop)
            command = nil
        case .command(let text):
            file = nil
            command = ShellCommand(text: text, surroundings: surroundings, outputLimit: Self.limit)
        }
    }

    func look() async -> PollResult { .deployment(await read()) }

    func close() {}

    func read() async -> DeploymentReading {
        var failure: Failure?
        let now = surroundings.clock().wall
        do { good = try await content(now) } catch { failure = surroundings.shown(error) }
        return DeploymentReading(
            deployment: deployment.name, at: surroundings.clock().wall, status: shown(good?.status, 40), version: shown(good?.version, 80),
            progress: good?.progress, updated: good?.updated, message: shown(good?.message, 200), failure: failure)
    }

    private func content(_ now: Moment) async throws(Failure) -> DeploymentContent {
        let deadline = Deadline(Self.timeout)
        let bytes: [UInt8], newest: Moment
        if let file {
            let content = try await file.read(before: deadline)
            (bytes, newest) = (content.bytes, content.modified)
        } else if let output = try await command?.run(before: deadline) {
            if let failure = output.failure { throw failure }
            (bytes, newest) = (output.standardOutput, now)
        } else {
            throw Failure(.other, "no source")
        }
        var content: DeploymentContent
        let before = scale
        (content, scale) = try await surroundings.understand(bytes.count) { () throws(Failure) in try self.understood(bytes, before) }
        // Nothing can have been changed after it was written, whatever a wrong clock or time zone says there; what claims to be of
        // the future would never become stale.
        content.updated = min(content.updated ?? newest, newest)
        return content
    }

    private nonisolated func understood(_ bytes: [UInt8], _ scale: ProgressScale) throws(Failure) -> (DeploymentContent, ProgressScale) {
        guard let name = deployment.preset else {
            var scale = scale
            return (try DeploymentContent(JSONValue(bytes), deployment.fields, scale: &scale), scale)
        }
        guard let preset = DeploymentPreset(rawValue: name) else {
            let known = DeploymentPreset.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(.other, "unknown preset \(Printable.text(name, limit: 40)); known are \(known)")
        }
        return (try preset.content(bytes), scale)
    }

    private func shown(_ text: String?, _ limit: Int) -> String? {
        text.map { Printable.text(surroundings.redactor.redact($0), limit: limit) }
    }
}
