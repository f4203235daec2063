import LaunchCore

/// A Deployment, StatefulSet or DaemonSet as the API shows it, judged as `kubectl rollout status` judges it.
struct KubernetesWorkload {
    private let object: JSONValue
    private let kind: String

    init(_ object: JSONValue) throws(Failure) {
        guard let kind = object["kind"]?.text else { throw Failure(.parse, "no Kubernetes object: it has no /kind") }
        guard ["Deployment", "StatefulSet", "DaemonSet"].contains(kind) else {
            throw Failure(.parse, "a \(Printable.text(kind, limit: 40)), not one deployment; name it: kubectl get deployment NAME -o json")
        }
        self.object = object
        self.kind = kind
    }

    func content() -> DeploymentContent {
        let image = object.at("/spec/template/spec/containers/0/image")?.text
        let (status, message) = statusAndMessage
        return DeploymentContent(
            status: status, version: image.flatMap { DeploymentPreset.version(ofImage: $0) },
            progress: desired == 0 ? 1 : Double(min(updated, available, desired)) / Double(desired), message: message)
    }

    private var desired: Int {
        kind == "DaemonSet" ? object.int("/status/desiredNumberScheduled") ?? 0 : object.int("/spec/replicas") ?? 1
    }

    private var updated: Int { object.int(kind == "DaemonSet" ? "/status/updatedNumberScheduled" : "/status/updatedReplicas") ?? 0 }

    private var available: Int { object.int(kind == "DaemonSet" ? "/status/numberAvailable" : "/status/availableReplicas") ?? 0 }

    /// Pods of the old version that still run.
    private var old: Int { kind == "Deployment" ? max(0, (object.int("/status/replicas") ?? 0) - updated) : 0 }

    private var statusAndMessage: (String, String?) {
        if let failed = condition("Progressing", reason: "ProgressDeadlineExceeded") {
            return ("failed", failed["message"]?.text ?? "progress deadline exceeded")
        }
        if object.at("/spec/paused") == .bool(true) { return ("paused", "\(updated) of \(desired) updated") }
        if let seen = object.int("/status/observedGeneration"), let wanted = object.int("/metadata/generation"), seen < wanted {
            return ("progressing", "the controller has not seen the change yet")
        }
        if updated < desired { return ("progressing", "\(updated) of \(desired) updated") }
        if old > 0 { return ("progressing", "\(old) old still running") }
        if available < desired { return ("progressing", "\(available) of \(desired) available") }
        return ("complete", "\(available) of \(desired) available")
    }

    private func condition(_ type: String, reason: String) -> JSONValue? {
        object.at("/status/conditions")?.array?.first { $0["type"]?.text == type && $0["reason"]?.text == reason }
    }
}
