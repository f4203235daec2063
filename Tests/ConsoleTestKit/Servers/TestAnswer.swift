/// What a test server does with a request.
public enum TestAnswer: Sendable {
    /// A whole HTTP answer; the connection stays.
    case ok(String, type: String = "application/json")
    case status(Int, headers: [String] = [], body: String = "")
    /// These bytes and then silence.
    case bytes(String)
    /// These bytes and the end of the connection.
    case bytesThenClose(String)
    /// Silence.
    case hang
    case close
    /// A TCP reset.
    case reset
    /// `first` and then `again` until the client is gone, or `times`.
    case endless(first: String, again: String, times: Int = .max)

    /// `first` and then `again` every few milliseconds, for ever.
    case drip(first: String, again: String)
    /// An answer whose body is these bytes.
    case body([UInt8], headers: [String])

    /// The bytes to send first.
    var text: String {
        switch self {
        case .ok(let body, let type): Self.text(200, ["Content-Type: \(type)"], body)
        case .status(let code, let headers, let body): Self.text(code, headers, body)
        case .bytes(let text), .bytesThenClose(let text): text
        case .endless(let first, _, _), .drip(let first, _): first
        case .body(let bytes, let headers):
            (["HTTP/1.1 200 X", "Content-Length: \(bytes.count)"] + headers).joined(separator: "\r\n") + "\r\n\r\n"
        case .hang, .close, .reset: ""
        }
    }

    private static func text(_ code: Int, _ headers: [String], _ body: String) -> String {
        (["HTTP/1.1 \(code) X", "Content-Length: \(body.utf8.count)"] + headers).joined(separator: "\r\n") + "\r\n\r\n" + body
    }
}
