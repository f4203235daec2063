import LaunchCore

/// Where an HTTP request goes, as an operator wrote it or a server redirected to. What it holds is safe to put into a request:
/// nothing in it can end the request line.
struct HTTPTarget: Hashable, Sendable {
    /// What one kept-alive connection can serve.
    struct Origin: Hashable, Sendable {
        var isTLS: Bool
        /// Without the brackets of an IPv6 address; empty for a unix socket.
        var host: String
        var port: Int
        /// The path of a unix socket.
        var socket: String?

        /// `host:port` with the port left out where it is the usual one: what the `Host` header carries.
        var authority: String {
            if socket != nil { return "localhost" }
            let name = host.contains(":") ? "[\(host)]" : host
            return port == (isTLS ? 443 : 80) ? name : "\(name):\(port)"
        }

        /// For the operator: `db.example:5432`, `/run/app.sock`.
        var place: String { socket ?? (host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)") }
    }

    var origin: Origin
    /// Begins with `/`; holds the query.
    var path: String
    /// `user:password`, for basic authentication.
    var credentials: String?

    init(origin: Origin, path: String, credentials: String? = nil) {
        self.origin = origin
        self.path = path
        self.credentials = credentials
    }

    init(socket: String, path: String) throws(Failure) {
        let origin = Origin(isTLS: false, host: "", port: 0, socket: socket)
        self.init(origin: origin, path: try Self.requestPath(path[...]))
    }

    init(url: String) throws(Failure) {
        guard let colon = url.firstRange(of: "://") else { throw Failure(.other, "not a URL: \(Printable.text(url, limit: 120))") }
        let isTLS: Bool
        switch url[..<colon.lowerBound].lowercased() {
        case "http": isTLS = false
        case "https": isTLS = true
        default: throw Failure(.other, "neither http nor https: \(Printable.text(url, limit: 120))")
        }
        let rest = url[colon.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        var host = authority
        if let at = authority.lastIndex(of: "@") {
            credentials = Self.percentDecoded(authority[..<at])
            host = authority[authority.index(after: at)...]
        }
        origin = try Self.origin(host, isTLS: isTLS)
        path = try Self.requestPath(rest.dropFirst(authority.count))
    }

    /// Where a `Location` header points, seen from here. Credentials stay with the origin they were written for.
    func redirected(to location: String) throws(Failure) -> HTTPTarget {
        if location.hasPrefix("//") { return try HTTPTarget(url: (origin.isTLS ? "https:" : "http:") + location) }
        let beforePath = location.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if beforePath.contains(":") { return try HTTPTarget(url: location).keeping(credentials, of: origin) }
        var next = self
        let own = path.prefix { $0 != "?" }
        if location.hasPrefix("/") {
            next.path = try Self.requestPath(location[...])
        } else if location.hasPrefix("?") {
            next.path = try Self.requestPath(own + location)
        } else {
            let directory = own[...(own.lastIndex(of: "/") ?? own.startIndex)]
            next.path = try Self.requestPath(directory + location)
        }
        return next
    }

    /// For the operator, without credentials and query: either may hold a secret.
    var text: String {
        let shown = path.prefix { $0 != "?" }
        if let socket = origin.socket { return "http+unix://\(socket):\(shown)" }
        return "\(origin.isTLS ? "https" : "http")://\(origin.authority)\(shown)"
    }

    private func keeping(_ credentials: String?, of home: Origin) -> HTTPTarget {
        var target = self
        if target.credentials == nil, target.origin == home { target.credentials = credentials }
        return target
    }

    private static func origin(_ text: Substring, isTLS: Bool) throws(Failure) -> Origin {
        var host = text, portText: Substring?
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            if rest.hasPrefix(":") { portText = rest.dropFirst() }
        } else if let colon = text.lastIndex(of: ":") {
            host = text[..<colon]
            portText = text[text.index(after: colon)...]
        }
        let isName = host.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "%"): true
            default: false
            }
        }
        guard !host.isEmpty, isName else { throw Failure(.other, "not a host name: \(Printable.text(String(host), limit: 120))") }
        guard let portText, !portText.isEmpty else { return Origin(isTLS: isTLS, host: host.lowercased(), port: isTLS ? 443 : 80) }
        guard let port = Int(portText), (1...65535).contains(port) else {
            throw Failure(.other, "not a port: \(Printable.text(String(portText), limit: 40))")
        }
        return Origin(isTLS: isTLS, host: host.lowercased(), port: port)
    }

    /// Path and query without the fragment; what is not ASCII is percent-encoded, what could end the request line is refused.
    private static func requestPath(_ text: some StringProtocol) throws(Failure) -> String {
        var path = text.hasPrefix("/") ? "" : "/"
        for byte in text.prefix(while: { $0 != "#" }).utf8 {
            switch byte {
            case 0x21...0x7E: path.unicodeScalars.append(Unicode.Scalar(byte))
            case 0x80...: path += "%" + String(byte, radix: 16, uppercase: true)
            default: throw Failure(.other, "a space or control character in the URL; write it as %20")
            }
        }
        return path
    }

    private static func percentDecoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                rest = rest.dropFirst(2)
                bytes.append(value)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
