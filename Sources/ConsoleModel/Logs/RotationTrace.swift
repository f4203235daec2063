/// Follows, by the events of a directory, where files went that had a log's name, so that one which was renamed before anyone opened
/// it can still be read. Without it two rotations in a row would lose what lay between. It knows names only: whether such a file
/// has been read already is for the caller to find out.
struct RotationTrace {
    private static let most = 32

    /// The names that files have now which had the log's name, the oldest file first.
    private(set) var names: [String] = []
    /// Files that were deleted while they had the log's name, or after.
    private(set) var deleted = 0
    /// Whether the file that has the log's name came after the events began.
    private var isKnown = false
    /// Files that left one name and have not come to the next, by the cookie of the move: their places in `names`.
    private var moving: [UInt32: Int] = [:]

    /// - Parameter log: the log's name in the directory the event is of.
    mutating func note(_ event: FileEvent, log: String) {
        switch event.kind {
        case .appeared: appeared(event, log: log)
        case .movedAway: movedAway(event, log: log)
        case .deleted: deleted(event.name, log: log)
        case .content, .attributes, .unknown: break
        }
    }

    /// What the names stand for and what was deleted has been taken care of.
    mutating func settle() {
        names = []
        deleted = 0
    }

    private mutating func appeared(_ event: FileEvent, log: String) {
        let place = event.cookie == 0 ? nil : moving.removeValue(forKey: event.cookie)
        if event.name == log {
            isKnown = true
            return
        }
        names.removeAll { $0 == event.name }
        guard let place else { return }
        names.insert(event.name, at: min(place, names.count))
        if names.count > Self.most { names.removeFirst() }
    }

    private mutating func movedAway(_ event: FileEvent, log: String) {
        if moving.count > Self.most { moving = [:] }
        if event.name == log {
            if isKnown { moving[event.cookie] = .max }
            isKnown = false
        } else if let place = names.firstIndex(of: event.name) {
            names.remove(at: place)
            moving[event.cookie] = place
        }
    }

    private mutating func deleted(_ name: String, log: String) {
        if name == log {
            if isKnown { deleted += 1 }
            isKnown = false
        } else if let place = names.firstIndex(of: name) {
            names.remove(at: place)
            deleted += 1
        }
    }
}
