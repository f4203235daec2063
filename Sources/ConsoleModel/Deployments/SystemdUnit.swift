import LaunchCore

/// What `systemctl show UNIT` prints: `Key=value` lines.
struct SystemdUnit {
    private let properties: [String: String]

    init(_ bytes: [UInt8]) throws(Failure) {
        var properties: [String: String] = [:]
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { continue }
            properties[String(decoding: line[..<equals], as: UTF8.self)] = String(decoding: line[(equals + 1)...], as: UTF8.self)
        }
        guard properties["ActiveState"] != nil else { throw Failure(.parse, "no ActiveState= line; use systemctl show UNIT") }
        if properties["LoadState"] == "not-found" { throw Failure(.missing, "there is no such unit") }
        self.properties = properties
    }

    func content() -> DeploymentContent {
        DeploymentContent(status: status, version: nil, progress: nil, message: message)
    }

    private var status: String {
        switch properties["ActiveState"] {
        case "active": properties["SubState"] == "auto-restart" ? "restarting" : "active"
        case "activating": properties["SubState"] == "auto-restart" ? "restarting" : "starting"
        case "deactivating": "stopping"
        case let other: other ?? ""
        }
    }

    private var message: String? {
        if let text = properties["StatusText"], !text.isEmpty { return text }
        var words = properties["SubState"] ?? ""
        if let result = properties["Result"], result != "success", !result.isEmpty { words += ", \(result)" }
        if let restarts = properties["NRestarts"].flatMap({ Int($0) }), restarts > 0 { words += ", restarted \(restarts) times" }
        return words.isEmpty ? nil : words
    }
}
