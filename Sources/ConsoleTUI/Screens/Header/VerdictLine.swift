import LaunchCore

/// The verdict with its reason and the age of its oldest input, and T+ at the right end.
struct VerdictLine {
    let snapshot: Snapshot

    private var sign: Sign { snapshot.verdict.word.sign }

    private var word: Line { Line("\(sign.glyph) \(sign.word)", sign.role, .bold) }

    private var stated: Line { word + Line("  \(snapshot.verdict.reason)", sign.role) }

    private var elapsed: String { Clock.sinceStart(snapshot.state.startedAt.map { snapshot.now.wall - $0 }) }

    private var clock: Line { Line(elapsed, sign.role, .bold) }

    func age(isLong: Bool) -> Line {
        guard let oldest = snapshot.verdict.oldestInput else { return Line() }
        return Line((isLong ? "oldest input " : "") + Clock.roughAge(oldest), sign.role)
    }

    func withoutAge(width: Int) -> Line { .spread(stated, clock, over: width) }

    /// Where there is little room the age goes before T+, and T+ before the word.
    func withAge(width: Int) -> Line {
        let gap = Line("   ", sign.role)
        let ages = [age(isLong: true), age(isLong: false)].filter { $0.width > 0 }.map { $0 + gap + clock }
        let isNarrow = width - clock.width - 1 < max(word.width, 20)
        return .spread(stated, firstThatFits: ages + [isNarrow ? Line() : clock], over: width)
    }

    /// Word and clock three rows high, and between them the word once more, as the small print says it, with age and reason.
    func drawLarge(in rect: Rect, on grid: inout Grid) {
        let word = BigText.lines(sign.word).map { Line($0, sign.role, .bold) }
        let clock = largeClock
        let left = word.map(\.width).max() ?? 0, right = clock.map(\.width).max() ?? 0
        let middle = Rect(x: rect.x + left + 3, y: rect.y, width: rect.width - left - right - 6, height: BigText.height)
        for row in 0..<min(BigText.height, rect.height) {
            grid.draw(word[row], in: rect.row(row))
            grid.draw(clock[row].recoloured(sign.role), in: Rect(x: rect.maxX - right, y: rect.y + row, width: right, height: 1))
        }
        for (row, line) in wording(width: middle.width).enumerated() where row < rect.height {
            grid.draw(line.recoloured(sign.role), in: middle.row(row))
        }
    }

    /// A launch that has not begun has no clock worth three rows.
    private var largeClock: [Line] {
        guard snapshot.state.startedAt != nil else { return [clock] + Array(repeating: Line(), count: BigText.height - 1) }
        let days = String(elapsed.dropLast(8)).trimmed + " "
        return BigText.lines(String(elapsed.suffix(8))).enumerated().map { row, digits in
            Line(row == 1 ? days : "", sign.role, .bold).padded(to: days.count, right: true) + Line(digits, sign.role, .bold)
        }
    }

    private func wording(width: Int) -> [Line] {
        let head = age(isLong: true).width > 0 ? self.word + Line(" · ", sign.role) + age(isLong: true) : self.word
        let reason = Line(snapshot.verdict.reason, sign.role, .bold).wrapped(to: width)
        guard reason.count > 2 else { return [head] + reason }
        // Of a long reason the second row says that there is more.
        return [head, reason[0], reason[1...].reduce(Line()) { $0.width > 0 ? $0 + Line(" ", sign.role) + $1 : $1 }]
    }
}
