import LaunchCore
import NIOCore
import NIOHTTP1

/// What a server answered, bounded.
struct HTTPAnswer: Sendable {
    var status: Int
    var headers: HTTPHeaders
    var body: ByteBuffer
    /// True where there was more body than was read.
    var isCutShort: Bool
    /// Of the connection it came over; nil without TLS.
    var certificate: PeerCertificate?
    /// Where the redirects led; nil without any.
    var redirectedTo: HTTPTarget?

    /// The first words of a body that is plain text or JSON, for a failure's detail; nil for anything else.
    var firstWords: String? {
        guard let type = headers.first(name: "content-type")?.lowercased(), type.hasPrefix("text/plain") || type.contains("json") else {
            return nil
        }
        let line = body.readableBytesView.prefix(400).prefix { $0 != UInt8(ascii: "\n") }
        let text = Printable.text(bytes: line, limit: 80)
        return text.isEmpty ? nil : text
    }
}
