import LaunchCore

/// What the probe of a host said when a link to it was opened.
public struct HostFacts: Hashable, Sendable {
    /// Which start of the host this is.
    public var boot: String
    public var detaching: Detaching
    /// The host's clock; nil until it has said that, too.
    public var clock: Moment?
    /// Bytes free where runs keep their files; nil where that is not known.
    public var freeBytes: Int64?
    /// Where runs keep their files; nil where nothing can be written.
    public var base: String?

    /// How a step is kept apart from the session that began it.
    public enum Detaching: String, Hashable, Sendable {
        case setsid, perl
        /// Neither is there: what a step leaves behind when it is ended cannot be found.
        case none
        /// In a systemd scope, since logind ends what a user leaves behind.
        case scope
        /// In one that is ended soon after the user's last login there, ours among them: nobody asked for lingering.
        case login
        /// logind ends what a user leaves behind, and no scope can be had: a broken link ends the step.
        case ended
    }

    /// Whether a step there is put into a systemd scope.
    var usesScope: Bool { detaching == .scope || detaching == .login }

    /// The first line the probe prints: `H BOOT DETACH BASE`.
    init?(line: String) {
        let words = line.split(separator: " ", maxSplits: 3).map(String.init)
        guard words.count == 4, words[0] == "H", let detaching = Detaching(rawValue: words[2]) else { return nil }
        boot = words[1]
        self.detaching = detaching
        base = words[3].hasPrefix("/") ? words[3] : nil
    }

    /// Takes in the second one: `F SECONDS FREE`.
    mutating func take(line: String) {
        let words = line.split(separator: " ").map(String.init)
        guard words.count == 3, words[0] == "F", let seconds = Int64(words[1]), let free = Int64(words[2]) else { return }
        clock = Moment(milliseconds: seconds * 1000)
        freeBytes = free < 0 ? nil : free * 1024
    }
}
