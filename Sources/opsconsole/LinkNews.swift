import LaunchCore

/// What is said of the link to a run's host, each time it breaks or is mended. A step that ended, or was given up, does not mend it.
struct LinkNews {
    private var broken: (link: BrokenLink, mends: Int)?

    /// What is new since the last call.
    mutating func lines(_ run: Run) -> [String] {
        let link = run.state == .running ? run.brokenLink : nil
        let mends = run.steps.reduce(0) { $0 + $1.mendedLinks }
        guard link != broken?.link else { return [] }
        var lines: [String] = []
        if let broken, mends > broken.mends { lines.append("\(broken.link.host) answers again") }
        if let link { lines.append("\(link.text(nil)) (\(link.reason))") }
        broken = link.map { ($0, mends) }
        return lines
    }
}
