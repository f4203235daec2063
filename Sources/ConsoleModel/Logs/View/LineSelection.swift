/// Lines that an operator selects: from where it began to the cursor that moves.
struct LineSelection {
    let start: HeldWalk.Found
    private(set) var cursor: HeldWalk.Found
    /// Lines from the start to the cursor; negative going back.
    private(set) var distance = 0

    init(_ line: HeldWalk.Found) {
        start = line
        cursor = line
    }

    var count: Int { abs(distance) + 1 }
    /// The place before the first of the lines, in every log.
    var beginning: [HeldLines.Position] { distance < 0 ? cursor.before : start.before }

    /// The cursor came to the next line.
    mutating func step(to line: HeldWalk.Found, isBackwards: Bool) {
        cursor = line
        distance += isBackwards ? -1 : 1
    }
}
