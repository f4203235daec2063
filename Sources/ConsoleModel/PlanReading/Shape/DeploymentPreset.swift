/// Understands what a known tool prints, so that a launch file need not say where everything stands.
enum DeploymentPreset: String, CaseIterable, Sendable {
    /// `kubectl get deployment web -o json`; stateful and daemon sets alike.
    case kubernetes
    /// `kubectl get rollout web -o json` or `kubectl argo rollouts get rollout web -o json`.
    case argoRollouts = "argo-rollouts"
    /// `systemctl show web`.
    case systemd
    /// `docker compose ps -a --format json`.
    case compose

    static let names = allCases.map(\.rawValue)
}
