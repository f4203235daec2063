import LaunchCore

extension HeldView {
    /// Begins to select at the line found last, else at the last line shown.
    mutating func beginSelection() {
        guard let line = shown.first(where: { $0.place == found }) ?? shown.last else { return }
        selection = LineSelection(line)
    }

    /// Moves the end of the selection by lines.
    mutating func moveSelection(by lines: Int) {
        guard let cursor = selection?.cursor else { return }
        if case .select(let walk, let left) = work, walk.isGoingBack == (lines < 0) {
            return begin(.select(walk, linesLeft: left + abs(lines)))
        }
        begin(.select(walkFromCursor(cursor, backwards: lines < 0), linesLeft: abs(lines)))
    }

    /// Extends the selection to what is looked for next.
    mutating func extendSelection(to goal: LineGoal?, backwards: Bool) {
        guard let cursor = selection?.cursor, let goal else { return }
        var seeker = walkFromCursor(cursor, backwards: backwards, goal: goal)
        let deadline = ScanDeadline(after: Self.patienceWithSelection)
        guard case .line(let target) = seeker.next(deadline) else { return }
        var walk = walkFromCursor(cursor, backwards: backwards)
        while case .line(let line) = walk.next(deadline) {
            selection?.step(to: line, isBackwards: backwards)
            if line.place == target.place { break }
        }
        bringIntoSight(walk)
    }

    /// Milliseconds.
    private static let patienceWithSelection: Int64 = 50

    private func walkFromCursor(_ cursor: HeldWalk.Found, backwards: Bool, goal: LineGoal = .any) -> HeldWalk {
        var positions = cursor.before
        if !backwards { positions[cursor.log] = after(cursor.place) }
        return walk(from: positions, backwards: backwards, goal: goal)
    }

    mutating func moveSelection(_ walk: HeldWalk, _ lines: Int, _ deadline: ScanDeadline) {
        var walk = walk, left = lines
        while left > 0 {
            switch walk.next(deadline) {
            case .line(let line):
                selection?.step(to: line, isBackwards: walk.isGoingBack)
                left -= 1
            case .pause: return work = .select(walk, linesLeft: left)
            case .end: left = 0
            }
        }
        bringIntoSight(walk)
    }

    private mutating func bringIntoSight(_ walk: HeldWalk) {
        guard let cursor = selection?.cursor, !shown.contains(where: { $0.place == cursor.place }) else { return }
        if walk.isGoingBack {
            begin(.place(self.walk(from: cursor.before, backwards: false), rowsLeft: height))
        } else {
            end(at: walk.positions)
        }
    }

    /// Which of the lines shown are selected, and where the cursor is among them.
    func selected(_ lines: [HeldWalk.Found]) -> (lines: Range<Int>, cursor: Int)? {
        guard let selection, let cursor = lines.firstIndex(where: { $0.place == selection.cursor.place }) else { return nil }
        let start = lines.firstIndex { $0.place == selection.start.place } ?? (selection.distance < 0 ? lines.count - 1 : 0)
        return (min(start, cursor)..<max(start, cursor) + 1, cursor)
    }

    /// The selected lines as they were written, at most so many bytes of them.
    func selectedLines(limit: Int) -> [ViewLine] {
        guard let selection else { return shown.map(\.line) }
        var lines: [ViewLine] = []
        var walk = walk(from: selection.beginning, backwards: false)
        let deadline = ScanDeadline(after: 2000)
        var room = limit
        while lines.count < selection.count, room > 0, case .line(let found) = walk.next(deadline) {
            lines.append(found.line)
            room -= found.line.bytes.count + 1
        }
        return lines
    }
}
