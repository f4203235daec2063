import LaunchCore

/// A launch as somebody sees it who only asks what would happen: as it stands, or where none has begun yet, as it would begin. Nothing is
/// created or recorded.
public struct UnopenedLaunch {
    public let plan: Plan
    public let state: LaunchState
    /// Where its state is kept, or would be.
    public let folder: LaunchFolder
    public let actor: Actor

    public init(_ request: OpenLaunch.Request) throws {
        var request = request
        request.readOnly = true
        let reading = OpenLaunch.read(request)
        do {
            let opened = try OpenLaunch(request, reading: reading)
            (plan, state, folder, actor) = (opened.plan, opened.state, opened.folder, opened.actor)
        } catch OpenError.notBegun {
            plan = try reading.usable()
            actor = request.actor
            folder = try StateDirectory(
                launchFile: request.launchFile, id: plan.id, given: request.state, environment: request.environment
            ).folder(1)
            state = Self.begun(plan, by: actor)
        }
    }

    private static func begun(_ plan: Plan, by actor: Actor) -> LaunchState {
        var state = LaunchState()
        let began = LaunchEvent.launchBegan(name: plan.name, id: plan.id, from: plan.fromVersion, to: plan.toVersion, digest: plan.digest)
        state.evolve(Record(seq: 1, at: SystemClock.moment(), by: actor, event: began))
        return state
    }
}
