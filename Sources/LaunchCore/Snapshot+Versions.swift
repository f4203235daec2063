extension Snapshot {
    /// The version that a service should answer with: what its deployment says is complete; after a rollback the one before. Nil while
    /// nobody can say: before and during the rollout either may answer.
    public func expectedVersion(of service: String) -> String? {
        if let rollback = state.rollback, rollback.state == .done, state.held != nil { return plan.fromVersion }
        guard let name = deployment(of: service), let status = state.deployments[name],
            DeploymentJudge.isComplete(status: status.status)
        else { return nil }
        return status.version
    }

    /// The deployment of the same name, or the only one where there is one service.
    private func deployment(of service: String) -> String? {
        if plan.deployments.contains(where: { $0.name == service }) { return service }
        return plan.deployments.count == 1 && plan.services.count == 1 ? plan.deployments[0].name : nil
    }
}
