import NIOHTTP1

/// One request, ready to be sent.
struct HTTPQuestion: Sendable {
    var method: HTTPMethod = .GET
    var target: HTTPTarget
    var accept = "*/*"
    /// Beyond `Host`, `User-Agent`, `Accept` and authorization.
    var headers: [(String, String)] = []
    var body: String?
    /// False only where the launch file says `insecure: true`.
    var verifiesTLS = true
    /// More of an answer's body than this many bytes is not read; the answer is then cut short.
    var bodyLimit = 64 * 1024
    /// An answer with one of these statuses is not followed although it redirects.
    var accepted: [ClosedRange<Int>] = []

    init(_ target: HTTPTarget) { self.target = target }
}
