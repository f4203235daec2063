import LaunchCore

extension RunView {
    /// What the step at work, or the last one that was, has written.
    func output(_ run: Run, _ snapshot: Snapshot, width: Int) -> [Line] {
        let written = run.steps.indices.filter { snapshot.runOutput["\(run.id)/\($0)"] != nil }
        guard let step = written.last(where: { $0 <= run.current ?? .max }) ?? written.last,
            let tail = snapshot.runOutput["\(run.id)/\(step)"]
        else { return [] }
        var lines = [Line(), Line("Output of step \(step + 1)", .heading)]
        var shown = tail.lines[...]
        if run.steps[step].step.isInteractive, let drawn = shown.lastIndex(where: { Self.drawsOnScreen($0.text) }) {
            lines.append(Line("  it draws on a screen of its own; that cannot be read as lines", .muted))
            shown = shown[(drawn + 1)...]
            if let rest = Self.afterScreen(tail.lines[drawn].text) { shown = [LogLine(rest)] + shown }
        } else if tail.total > tail.lines.count {
            lines.append(Line("  … \(tail.total - tail.lines.count) lines before", .muted))
        }
        lines += shown.flatMap { (Line("  ") + Line($0.text, LogRow.sign($0).role)).wrapped(to: width, indent: 4) }
        if tail.lines.isEmpty { lines.append(Line("  nothing written yet", .muted)) }
        return lines
    }

    /// What a line has left behind the way back from the other screen; nil where that is nothing, or drawn as well.
    private static func afterScreen(_ text: String) -> String? {
        guard let rest = text.ranges(of: "^[[?1049l").last.map({ String(text[$0.upperBound...]) }), !rest.isEmpty else { return nil }
        return drawsOnScreen(rest) ? nil : rest
    }

    /// Whether a line, made printable, moves the cursor to a place or goes to the other screen, as an editor or a pager does.
    static func drawsOnScreen(_ text: String) -> Bool {
        var rest = text[...]
        while let start = rest.firstRange(of: "^[[") {
            let parameters = rest[start.upperBound...].prefix { $0.isNumber || $0 == ";" || $0 == "?" }
            let final = rest[start.upperBound...].dropFirst(parameters.count).first
            if final == "H" || parameters == "?1049" { return true }
            rest = rest[start.upperBound...]
        }
        return false
    }
}
