import LaunchCore

extension DeploymentPreset {
    func content(_ bytes: [UInt8]) throws(Failure) -> DeploymentContent {
        switch self {
        case .kubernetes: try KubernetesWorkload(JSONValue(bytes)).content()
        case .argoRollouts: try ArgoRollout(JSONValue(bytes)).content()
        case .systemd: try SystemdUnit(bytes).content()
        case .compose: try ComposeProject(bytes).content()
        }
    }

    /// The part of an image's name that says which version it is: `v1.5` of `registry:5000/web:v1.5`.
    static func version(ofImage image: String) -> String? {
        let name = image.prefix { $0 != "@" }
        let last = name.split(separator: "/").last ?? ""
        if let colon = last.firstIndex(of: ":") { return String(last[last.index(after: colon)...]) }
        let digest = image.dropFirst(name.count + 1)
        return digest.isEmpty ? nil : String(digest.prefix(19))
    }
}

extension JSONValue {
    func int(_ pointer: String) -> Int? { at(pointer)?.text.flatMap { Int($0) } }
}
