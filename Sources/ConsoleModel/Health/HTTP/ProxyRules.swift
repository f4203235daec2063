import LaunchCore

/// Which requests go through which proxy, read from the environment as curl and Go read it: `http_proxy`, `https_proxy`,
/// `all_proxy` and `no_proxy`. Upper-case `HTTP_PROXY` is not heard, because a web server sets it from a request header.
struct ProxyRules: Sendable {
    struct Proxy: Hashable, Sendable {
        var host: String
        var port: Int
        /// The value of a `Proxy-Authorization` header.
        var authorization: String?
    }

    private let forHTTP: String?
    private let forHTTPS: String?
    private let exempt: [String]

    init(environment: [String: String]) {
        func value(_ names: String...) -> String? {
            names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        let all = value("all_proxy", "ALL_PROXY")
        forHTTP = value("http_proxy") ?? all
        forHTTPS = value("https_proxy", "HTTPS_PROXY") ?? all
        exempt = (value("no_proxy", "NO_PROXY") ?? "").lowercased().split { $0 == "," || $0 == " " }.map(String.init)
    }

    /// Nil: straight to the origin. Throws where the environment names a proxy that cannot be used.
    func proxy(for origin: HTTPTarget.Origin) throws(Failure) -> Proxy? {
        guard origin.socket == nil, let url = origin.isTLS ? forHTTPS : forHTTP, !isExempt(origin) else { return nil }
        let target: HTTPTarget
        do { target = try HTTPTarget(url: url.contains("://") ? url : "http://" + url) } catch {
            throw Failure(.other, "the proxy of the environment is not understood; use http://HOST:PORT")
        }
        guard !target.origin.isTLS else { throw Failure(.other, "the proxy of the environment speaks https; only http is supported") }
        return Proxy(
            host: target.origin.host, port: target.origin.port, authorization: target.credentials.map { "Basic " + $0.base64 })
    }

    private func isExempt(_ origin: HTTPTarget.Origin) -> Bool {
        if origin.host == "localhost" || origin.host == "::1" || origin.host.hasPrefix("127.") { return true }
        return exempt.contains { rule in
            if rule == "*" || rule == origin.host || rule == origin.place { return true }
            let suffix = rule.hasPrefix("*.") ? rule.dropFirst(1) : rule.hasPrefix(".") ? rule[...] : "." + rule
            return origin.host.hasSuffix(suffix)
        }
    }
}
