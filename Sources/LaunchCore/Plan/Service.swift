/// Something whose health is polled.
public struct Service: Hashable, Sendable {
    public var name: String
    public var target: ProbeTarget
    public var every: Duration
    public var timeout: Duration
    public var expect: Expectation
    /// Consecutive failures before it is down.
    public var failures: Int
    /// Consecutive successes before a service that was down is up again.
    public var successes: Int
    /// Names of services without which this one cannot be healthy.
    public var depends: [String]
    /// A JSON pointer into the body: the version that is really answering.
    public var versionPointer: String?
    /// False only where the launch file says `insecure: true`; shown loudly.
    public var verifiesTLS: Bool
    public var location: SourceLocation

    public init(
        name: String, target: ProbeTarget, every: Duration = .seconds(5), timeout: Duration = .seconds(2),
        expect: Expectation = Expectation(), failures: Int = 3, successes: Int = 2, depends: [String] = [],
        versionPointer: String? = nil, verifiesTLS: Bool = true, location: SourceLocation
    ) {
        self.name = name
        self.target = target
        self.every = every
        self.timeout = timeout
        self.expect = expect
        self.failures = failures
        self.successes = successes
        self.depends = depends
        self.versionPointer = versionPointer
        self.verifiesTLS = verifiesTLS
        self.location = location
    }

    /// Older than this, its newest measurement counts as no data (2 x every + timeout).
    public var staleAfter: Duration { every * 2 + timeout }
}

public enum ProbeTarget: Hashable, Sendable {
    /// `http://` or `https://`
    case http(String)
    /// A unix socket and the path to ask for: `http+unix:///run/app.sock:/health`.
    case httpUnix(socket: String, path: String)
    case tcp(host: String, port: Int)
    case exec(String)

    /// As it stands in the launch file.
    public var text: String {
        switch self {
        case .http(let url): url
        case .httpUnix(let socket, let path): "http+unix://\(socket):\(path)"
        case .tcp(let host, let port): host.contains(":") ? "tcp://[\(host)]:\(port)" : "tcp://\(host):\(port)"
        case .exec(let command): "exec:\(command)"
        }
    }
}

/// What an answer must be to count as healthy.
public struct Expectation: Hashable, Sendable {
    public var status: [ClosedRange<Int>]
    /// JSON pointer to the text its value must have (a number or boolean by its JSON text).
    public var json: [String: String]
    /// A regular expression that the body must match somewhere.
    public var body: String?
    /// Slower than this is degraded.
    public var within: Duration?
    /// A certificate with less time left than this is degraded.
    public var certificate: Duration?

    public init(
        status: [ClosedRange<Int>] = [200...299], json: [String: String] = [:], body: String? = nil, within: Duration? = nil,
        certificate: Duration? = nil
    ) {
        self.status = status
        self.json = json
        self.body = body
        self.within = within
        self.certificate = certificate
    }
}

/// Something whose rollout status is read.
public struct Deployment: Hashable, Sendable {
    public enum Source: Hashable, Sendable {
        case file(String)
        case command(String)
    }

    /// JSON pointers into what the source holds.
    public struct Fields: Hashable, Sendable {
        public var status: String
        public var version: String?
        public var progress: String?
        public var updated: String?
        public var message: String?

        public init(
            status: String = "/status", version: String? = "/version", progress: String? = "/progress",
            updated: String? = "/updated_at", message: String? = "/message"
        ) {
            self.status = status
            self.version = version
            self.progress = progress
            self.updated = updated
            self.message = message
        }
    }

    public var name: String
    public var source: Source
    public var fields: Fields
    public var preset: String?
    public var every: Duration
    /// Older than this is stale, never shown as current.
    public var stale: Duration
    /// No progress for this long is failed; nil never.
    public var deadline: Duration?
    public var location: SourceLocation

    public init(
        name: String, source: Source, fields: Fields = Fields(), preset: String? = nil, every: Duration = .seconds(5),
        stale: Duration = .seconds(120), deadline: Duration? = nil, location: SourceLocation
    ) {
        self.name = name
        self.source = source
        self.fields = fields
        self.preset = preset
        self.every = every
        self.stale = stale
        self.deadline = deadline
        self.location = location
    }
}

/// A log to follow.
public struct LogSource: Hashable, Sendable {
    public enum Origin: Hashable, Sendable {
        /// A path, absolute or relative to the launch file; may hold glob characters.
        case file(String)
        case command(String)
    }

    public var name: String
    public var origin: Origin
    /// An OpenSSH destination; nil is this host.
    public var host: String?
    public var location: SourceLocation

    /// Followed without a command or another host.
    public var isLocalFile: Bool {
        if case .file = origin { return host == nil }
        return false
    }

    public init(name: String, origin: Origin, host: String? = nil, location: SourceLocation) {
        self.name = name
        self.origin = origin
        self.host = host
        self.location = location
    }

    /// Whether following it runs a command that the plan gives.
    public var runsCommand: Bool { if case .command = origin { true } else { false } }
}
