import LaunchCore

/// An Argo Rollout: the object of the API, or what the kubectl plugin prints of it.
struct ArgoRollout {
    private let object: JSONValue

    init(_ object: JSONValue) throws(Failure) {
        guard object.at("/status/phase")?.text ?? object["status"]?.text != nil else {
            throw Failure(.parse, "no Argo Rollout: it has neither /status/phase nor a text at /status")
        }
        self.object = object
    }

    func content() -> DeploymentContent {
        let isAborted = object.at("/status/abort") == .bool(true)
        let phase = object.at("/status/phase")?.text ?? object["status"]?.text ?? ""
        let image = object.at("/spec/template/spec/containers/0/image")?.text ?? newestImage
        return DeploymentContent(
            status: isAborted ? "aborted" : phase.lowercased(), version: image.flatMap { DeploymentPreset.version(ofImage: $0) },
            progress: phase == "Healthy" ? 1 : steps ?? replicas, message: object.at("/status/message")?.text ?? object["message"]?.text)
    }

    /// Of a canary's steps.
    private var steps: Double? {
        if let text = object["step"] {
            var scale = ProgressScale()
            return scale.progress(text)
        }
        guard let all = object.at("/spec/strategy/canary/steps")?.array?.count, all > 0,
            let done = object.int("/status/currentStepIndex")
        else { return nil }
        return min(1, Double(done) / Double(all))
    }

    private var replicas: Double? {
        let updated = object.int("/status/updatedReplicas") ?? object.int("/updated") ?? 0
        guard let desired = object.int("/spec/replicas") ?? object.int("/desired"), desired > 0 else { return nil }
        return min(1, Double(updated) / Double(desired))
    }

    /// The plugin lists the images in use; the canary's is among them, and a single one is the version.
    private var newestImage: String? {
        let images = (object["containers"]?.array ?? []).compactMap { $0["image"]?.text }
        return images.count == 1 ? images[0] : nil
    }
}
