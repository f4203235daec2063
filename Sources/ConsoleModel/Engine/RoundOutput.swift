import LaunchCore

/// What one round of the engine leads to, recorded together at its end: ten thousand services that come up at once are one
/// transaction. The state is ahead of the journal by what this round found, so that nothing is found twice.
struct RoundOutput {
    private(set) var state: LaunchState
    private(set) var events: [LaunchEvent] = []
    private(set) var commands: [LaunchCommand] = []
    private let actor: Actor
    private let now: Moment

    init(_ state: LaunchState, by actor: Actor, at now: Moment) {
        self.state = state
        self.actor = actor
        self.now = now
    }

    mutating func take(_ output: Judge.Output) {
        commands += output.commands
        for event in output.events { take(event) }
    }

    mutating func take(_ event: LaunchEvent) {
        events.append(event)
        state.evolve(Record(seq: state.seq + 1, at: now, by: actor, event: event))
    }
}
