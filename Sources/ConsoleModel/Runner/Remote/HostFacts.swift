import LaunchCore

/// What the probe of a host said when a link to it was opened.
public struct HostFacts: Hashable, Sendable {
    /// Which start of the host this is.
    public var boot: String
    public var detaching: Detaching
    /// The host's clock.
    public var clock: Moment
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
        /// logind ends what a user leaves behind, and no scope can be had: a broken link ends the step.
        case ended
    }

    /// The line the probe prints: `H BOOT DETACH SECONDS FREE BASE`.
    init?(line: String) {
        let words = line.split(separator: " ", maxSplits: 5).map(String.init)
        guard words.count == 6, words[0] == "H", let detaching = Detaching(rawValue: words[2]), let seconds = Int64(words[3]),
            let free = Int64(words[4])
        else { return nil }
        boot = words[1]
        self.detaching = detaching
        clock = Moment(milliseconds: seconds * 1000)
        freeBytes = free < 0 ? nil : free * 1024
        base = words[5].hasPrefix("/") ? words[5] : nil
    }
}
