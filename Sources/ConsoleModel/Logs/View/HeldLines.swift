import LaunchCore

/// One log as it was when the operator held the view: the lines that were kept, and before them what the file holds.
final class HeldLines {
    /// A place between two lines.
    enum Position: Hashable {
        /// In the file, before the kept lines: the offset at which a line begins.
        case file(Int)
        /// Before the kept line of this number.
        case line(Int)
    }

    private let ring: LineRing
    private let origins: [String]
    let history: FileHistory?

    init(_ ring: consuming LineRing, origins: [String], history: FileHistory?) {
        self.ring = ring
        self.origins = origins
        self.history = history
    }

    var end: Position { .line(ring.end) }

    var beginning: Position {
        if let history, history.end > 0 { .file(0) } else { .line(ring.first) }
    }

    /// The line before a place, and the place before that line.
    func before(_ position: Position) -> (line: ViewLine, position: Position)? {
        switch position {
        case .line(let number) where number > ring.first: return (ViewLine(ring, number - 1, origins: origins), .line(number - 1))
        case .line: return history.flatMap { before($0, $0.end) }
        case .file(let offset): return history.flatMap { before($0, offset) }
        }
    }

    /// The line after a place, and the place after that line.
    func after(_ position: Position) -> (line: ViewLine, position: Position)? {
        switch position {
        case .line(let number): return number < ring.end ? (ViewLine(ring, number, origins: origins), .line(number + 1)) : nil
        case .file(let offset):
            guard let history, let range = history.line(startingAt: offset) else { return after(.line(ring.first)) }
            return (history.viewLine(range), range.upperBound >= history.end ? .line(ring.first) : .file(range.upperBound))
        }
    }

    private func before(_ history: FileHistory, _ offset: Int) -> (line: ViewLine, position: Position)? {
        history.line(endingAt: offset).map { (history.viewLine($0), .file($0.lowerBound)) }
    }

    /// Bytes of the file before a place.
    func fileBytes(before position: Position) -> Int {
        if case .file(let offset) = position { offset } else { history?.end ?? 0 }
    }

    /// Where in the file a place is, if only file lies before it.
    func fileOffset(_ position: Position) -> Int? {
        switch position {
        case .file(let offset): offset
        case .line(let number): number <= ring.first ? history?.end : nil
        }
    }
}
