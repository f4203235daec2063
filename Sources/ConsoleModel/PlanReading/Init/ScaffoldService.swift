import LaunchCore

/// A URL of a plan as a service, named after its host.
struct ScaffoldService: Sendable {
    var name: String
    var url: String
    var line: Int

    /// One service for each health URL, at most 20; hosts give the names.
    static func all(in candidates: [Candidate]) -> [ScaffoldService] {
        var names = UniqueNames()
        return candidates.filter {
            $0.kind == .health && ProbeTarget(launchText: $0.url) != nil && $0.url.unicodeScalars.allSatisfy(\.isASCII)
        }.prefix(20).map {
            ScaffoldService(name: names.take(name(of: $0.url)), url: $0.url, line: $0.location.line)
        }
    }

    /// `pam-backend` of `https://pam-backend.onrender.com/api/health`; the port where the host is this one.
    private static func name(of url: String) -> String {
        let host = url.split(separator: "/").dropFirst().first.map(String.init) ?? "service"
        let parts = host.split(separator: ":")
        let labels = (parts.first ?? "service").split(separator: ".")
        if labels.first == "localhost" || labels.first == "127" { return "local-\(parts.count > 1 ? String(parts[1]) : "service")" }
        let label = labels.first { !["www", "api", "app"].contains($0) && !$0.allSatisfy(\.isNumber) } ?? labels.first ?? "service"
        return Slug.make(label).isEmpty ? "service" : Slug.make(label)
    }
}
