import LaunchCore

/// Which lines an operator wants to see. The console's own lines always pass.
final class LineFilter {
    /// A pattern that had to be stopped on so many lines is not asked again.
    private static let mostStops = 3

    let show: Pattern?
    let hide: Pattern?
    private var stops = 0

    init(show: Pattern? = nil, hide: Pattern? = nil) {
        self.show = show
        self.hide = hide
    }

    var isEmpty: Bool { show == nil && hide == nil }

    /// Words for the operator when the filter does not do what it should.
    var problem: String? { stops >= Self.mostStops ? PatternError.stopped.description : nil }

    func passes(_ line: UnsafeRawBufferPointer) -> Bool {
        guard stops < Self.mostStops else { return true }
        do {
            if let show, try !show.matches(line) { return false }
            if let hide, try hide.matches(line) { return false }
        } catch { stops += 1 }
        return true
    }

    func passes(_ line: [UInt8]) -> Bool { line.withUnsafeBytes { passes($0) } }
    func passes(_ line: ViewLine) -> Bool { line.isMarker || isEmpty || passes(line.bytes) }
}
