import LaunchCore

/// Looks for the place of a line among the lines of other logs: a walk to it goes through its own log only, and what is shown around it
/// is of the same moment in all of them.
struct HeldMoment {
    let line: HeldWalk.Found
    /// The place before the line in every log, once it is found; before that, the earliest known not to be before it.
    private(set) var positions: [HeldLines.Position]
    /// The log that is looked through, and how far; nil before its first line.
    private var log = 0
    private var reached: HeldLines.Position?

    init(_ line: HeldWalk.Found, _ positions: [HeldLines.Position]) {
        self.line = line
        self.positions = positions
        self.positions[line.log] = line.place.position
    }

    /// - Returns: whether the place is found; false when time is up.
    mutating func goOn(_ logs: [HeldLines], _ time: LineTime, _ deadline: ScanDeadline) -> Bool {
        while log < logs.count {
            guard log == line.log || look(logs[log], time, deadline) else { return false }
            log += 1
            reached = nil
        }
        return true
    }

    /// Goes back in one log to the last line before the moment.
    private mutating func look(_ lines: HeldLines, _ time: LineTime, _ deadline: ScanDeadline) -> Bool {
        // Of lines of the same moment the first log's come first.
        let moment = log < line.log ? line.time + .milliseconds(1) : line.time
        if reached == nil { positions[log] = lines.place(notBefore: moment, time) }
        var place = reached ?? positions[log]
        while let (earlier, next) = lines.before(place), lines.entryTime(earlier, next, time) >= moment {
            place = next
            positions[log] = next
            reached = next
            if deadline.isOver { return false }
        }
        return true
    }
}
