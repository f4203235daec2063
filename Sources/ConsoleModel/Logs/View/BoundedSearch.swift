/// A search that gives up a pattern which had to be stopped on several lines: each of them cost milliseconds.
final class BoundedSearch {
    private static let mostStops = 3

    let pattern: Pattern
    private var stops = 0

    init(_ pattern: Pattern) { self.pattern = pattern }

    /// Words for the operator once it is given up.
    var problem: String? { stops >= Self.mostStops ? PatternError.stopped.description : nil }

    /// Once it is given up every line is taken for a match, so that the search comes to its end.
    func matches(_ line: UnsafeRawBufferPointer) -> Bool {
        guard stops < Self.mostStops else { return true }
        do { return try pattern.matches(line) } catch {
            stops += 1
            return false
        }
    }
}
