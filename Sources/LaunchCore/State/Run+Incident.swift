extension Run {
    /// The firing episode that a rollback answers.
    public struct Incident: Hashable, Sendable {
        public var trigger: String
        /// The first breach: when the trigger became pending, or the oldest measurement that made it fire.
        public var breachedAt: Moment
        public var firedAt: Moment
        /// When it fired no longer.
        public var resolvedAt: Moment?
    }

    /// How long everything took around a rollback, for people: from the first breach until the trigger resolved. What is not
    /// over yet is left out.
    public var incidentLengths: [(name: String, length: Duration)] {
        guard work.isRollback else { return [] }
        let end = state == .done ? finishedAt : nil
        let recovered = incident.flatMap { incident in incident.resolvedAt.map { $0 - incident.breachedAt } }
        let lengths: [(name: String, length: Duration?)] = [
            ("detect", incident.map { $0.firedAt - $0.breachedAt }), ("decide", incident.map { requestedAt - $0.firedAt }),
            ("roll back", end.map { $0 - requestedAt }), ("recover", recovered),
        ]
        return lengths.compactMap { entry in entry.length.map { (entry.name, max(.zero, $0)) } }
    }
}

extension LaunchState {
    /// What a rollback requested now answers: the trigger it names, or else what fired first.
    func incident(for trigger: String?) -> Run.Incident? {
        let firing = triggers.filter { $0.value.state == .firing && (trigger == nil || $0.key == trigger) }
        guard let (id, status) = firing.min(by: { ($0.value.since, $0.key) < ($1.value.since, $1.key) }) else { return nil }
        return Run.Incident(trigger: id, breachedAt: status.breachedAt ?? status.since, firedAt: status.since)
    }
}
