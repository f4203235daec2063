import LaunchCore

extension Report {
    func windowTable(_ times: ReportTimes) -> ReportBlock {
        .table(
            ["Window", "Verdict", "Opened", "Closed", "Seen", "Checkpoints", "Why"],
            windows.map { window in
                [
                    window.name, window.state.rawValue, times.clock(window.openedAt), window.closedAt.map { times.clock($0) } ?? "",
                    "\(window.seen) of \(window.expected)", "\(window.confirmed) confirmed, \(window.missed) missed", window.reason ?? "",
                ]
            })
    }

    func criteriaTable(_ title: String, _ rows: [CriterionReport]) -> ReportBlock {
        .table(
            [title, "Met", "Evidence"],
            rows.map { [$0.text, $0.met.map { $0 ? "yes" : "NO" } ?? "not in the record", $0.evidence ?? ""] })
    }

    func peopleTable(_ times: ReportTimes) -> ReportBlock {
        .table(
            ["Operator", "Host", "From", "To", "Did"],
            people.map { [$0.name, $0.host, times.clock($0.firstAt), times.clock($0.lastAt), $0.deeds.joined(separator: ", ")] })
    }

    func timelineTable(_ times: ReportTimes) -> ReportBlock {
        .table(
            ["Record", "Time", "T", "Who", "What"],
            timeline.map { ["\($0.seq)", times.clock($0.at), times.sinceStart($0.sinceStart), $0.who, $0.what] })
    }

    var provenance: [String] {
        var lines = ["\(records) records", "newest hash \(head.isEmpty ? "-" : head)"]
        if let check { lines += check.isSound ? ["verified: every record as it was written"] : check.lines }
        return lines
    }
}
