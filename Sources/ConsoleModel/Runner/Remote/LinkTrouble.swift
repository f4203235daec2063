import LaunchCore

/// Why an ssh session did not come about or ended.
struct LinkTrouble: Hashable {
    /// The last thing ssh said, printable.
    let words: String
    /// Trying again cannot help.
    let isFinal: Bool

    /// - Parameter said: what ssh wrote to its standard error.
    init(host: String, said: [UInt8], end: SpawnedProcess.End?) {
        // Without a terminal ssh ends its lines as for one.
        let ends: Set = [UInt8(ascii: "\n"), UInt8(ascii: "\r")]
        let lines = said.split(whereSeparator: ends.contains).map { Printable.text(bytes: $0, limit: 300) }
        let telling = lines.last { line in Self.final.contains { line.contains($0) } }
        isFinal = telling != nil
        words = "\(host): " + (telling ?? lines.last ?? Self.words(for: end))
    }

    /// In which respect the host cannot be used, for whoever has to do something about it.
    var respect: String {
        if words.contains("Permission denied") || words.contains("authentication failures") { return "it does not let us in" }
        if words.contains("Host key verification failed") || words.contains("HOST IDENTIFICATION") {
            return "its key is not the known one, or none is known"
        }
        return "it cannot be reached"
    }

    init(_ words: String, isFinal: Bool) {
        self.words = words
        self.isFinal = isFinal
    }

    /// What ssh says when neither time nor another try will change anything.
    private static let final = [
        "Permission denied", "Host key verification failed", "REMOTE HOST IDENTIFICATION HAS CHANGED", "Too many authentication failures",
        "Bad configuration option", "bad configuration option", "Name or service not known", "nodename nor servname",
        "no matching host key type", "no matching key exchange method", "hostname contains invalid characters", "remote username contains",
    ]

    private static func words(for end: SpawnedProcess.End?) -> String {
        switch end {
        case .signal(let number): "ssh was ended by signal \(number)"
        case .exit(let code): "the link broke (ssh said nothing, exit \(code))"
        case nil: "no answer"
        }
    }
}
