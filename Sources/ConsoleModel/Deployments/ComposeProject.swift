import LaunchCore

/// What `docker compose ps --format json` prints: a list, or one object a line, as newer versions do.
struct ComposeProject {
    private let containers: [JSONValue]

    init(_ bytes: [UInt8]) throws(Failure) {
        if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "[") {
            containers = try JSONValue(bytes).array ?? []
        } else {
            var containers: [JSONValue] = []
            for line in bytes.split(separator: UInt8(ascii: "\n")) where line.contains(where: { $0 > 0x20 }) {
                containers.append(try JSONValue(line))
            }
            self.containers = containers
        }
        guard !containers.isEmpty else { throw Failure(.missing, "no containers; use docker compose ps -a --format json") }
    }

    func content() -> DeploymentContent {
        let bad = containers.filter(isBad), ready = containers.filter(isReady)
        let tags = Set(containers.compactMap { $0["Image"]?.text.flatMap { DeploymentPreset.version(ofImage: $0) } })
        let status = !bad.isEmpty ? "failed" : ready.count == containers.count ? "complete" : "starting"
        let waited = containers.first { !isReady($0) }
        return DeploymentContent(
            status: status, version: tags.count == 1 ? tags.first : nil, progress: Double(ready.count) / Double(containers.count),
            message: (bad.first ?? waited).map(words) ?? "\(ready.count) of \(containers.count) ready")
    }

    private func state(_ container: JSONValue) -> String { container["State"]?.text ?? "" }
    private func health(_ container: JSONValue) -> String { container["Health"]?.text ?? "" }

    /// One that did its work and left with 0, a migration say, is as good as one that runs.
    private func isReady(_ container: JSONValue) -> Bool {
        switch state(container) {
        case "running": health(container) == "" || health(container) == "healthy"
        case "exited": container.int("/ExitCode") == 0
        default: false
        }
    }

    private func isBad(_ container: JSONValue) -> Bool {
        switch state(container) {
        case "running": health(container) == "unhealthy"
        case "exited": container.int("/ExitCode") != 0
        case "dead", "restarting": true
        default: false
        }
    }

    private func words(_ container: JSONValue) -> String {
        let name = container["Service"]?.text ?? container["Name"]?.text ?? "a container"
        let code = container.int("/ExitCode").flatMap { $0 == 0 ? nil : " with exit code \($0)" } ?? ""
        let state = health(container).isEmpty ? state(container) : health(container)
        return "\(name) is \(state)\(code)"
    }
}
