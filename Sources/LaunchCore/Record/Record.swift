/// One entry of the journal.
public struct Record: Hashable, Sendable {
    /// Counts from 1 without gaps.
    public var seq: Int64
    public var at: Moment
    public var by: Actor
    public var event: LaunchEvent
    /// Lowercase hexadecimal SHA-256 over this record and `previousHash`.
    public var hash: String
    public var previousHash: String

    public init(seq: Int64, at: Moment, by: Actor, event: LaunchEvent, hash: String = "", previousHash: String = "") {
        self.seq = seq
        self.at = at
        self.by = by
        self.event = event
        self.hash = hash
        self.previousHash = previousHash
    }
}

/// Who did it.
public struct Actor: Hashable, Codable, Sendable {
    public enum Role: String, Codable, Sendable { case `operator`, engine, runner }

    public var role: Role
    /// The operator's login name; `engine` and `runner` for the processes.
    public var name: String
    public var host: String

    public init(role: Role, name: String, host: String) {
        self.role = role
        self.name = name
        self.host = host
    }
}
