import LaunchCore

/// What the upper edge of the logs says: their names, and how they are looked at. Where there is no room for all of it the names go
/// first, then what only tells how lively it is; that it is held, what is filtered, found and wrong stays.
struct LogsFrame {
    let snapshot: Snapshot
    let page: LogPage
    let state: LogsState

    /// How much is said of how the logs are looked at, the most first.
    private struct Detail: Equatable {
        var saysRates = true
        var saysHighlight = true
        /// The word after the number of errors.
        var saysErrors = true
        /// Cells of a pattern.
        var pattern = Int.max
        var separator = " · "
    }

    private static let details = [
        Detail(), Detail(saysRates: false), Detail(saysRates: false, saysHighlight: false),
        Detail(saysRates: false, saysHighlight: false, saysErrors: false),
        Detail(saysRates: false, saysHighlight: false, saysErrors: false, pattern: 12),
        Detail(saysRates: false, saysHighlight: false, saysErrors: false, pattern: 8),
        Detail(saysRates: false, saysHighlight: false, saysErrors: false, pattern: 8, separator: " "),
        Detail(saysRates: false, saysHighlight: false, saysErrors: false, pattern: 4, separator: " "),
    ]

    /// - Parameter width: cells that both have together.
    func words(width: Int) -> (names: Line, info: Line) {
        let least = names(others: 0)
        for detail in Self.details {
            let info = info(detail)
            guard least.width + info.width <= width || detail == Self.details.last else { continue }
            let others = (0...snapshot.logs.count).last { names(others: $0).width + info.width <= width }
            // A name alone may be too long; what is said of the logs has most of the edge then.
            return (names(others: others ?? 0).cut(to: max(width / 4, width - info.width)), info)
        }
        return (least, Line())
    }

    private func names(others most: Int) -> Line {
        let logs = snapshot.logs, shown = logs.indices.filter { page.names.contains(logs[$0].name) }
        let first = shown.first ?? 0
        // All that show are named, or the first and how many more; of the others the nearest.
        let namesAll = shown.count <= 1 || most == logs.count
        let near = logs.indices.filter { !shown.contains($0) }.sorted { (abs($0 - first), $0) < (abs($1 - first), $1) }.prefix(most)
        var line = Line(), hidden: [LogTail] = []
        for (index, log) in logs.enumerated() {
            if shown.contains(index) {
                guard namesAll || index == first else { continue }
                line.append(namesAll ? "[\(log.name)]" : "[\(log.name) +\(shown.count - 1)]", .title, .bold)
            } else if near.contains(index) {
                line.append(" \(log.name) ", .muted)
            } else {
                hidden.append(log)
                continue
            }
            let isFollowing = namesAll || index != first ? log.isFollowing : shown.allSatisfy { logs[$0].isFollowing }
            if !isFollowing { line.append("○", .warning) }
        }
        guard !hidden.isEmpty else { return line }
        line.append(" +\(hidden.count)", .muted)
        if hidden.contains(where: { !$0.isFollowing }) { line.append("○", .warning) }
        return line
    }

    private var tails: [LogTail] { snapshot.logs.filter { page.names.contains($0.name) } }

    private func info(_ detail: Detail) -> Line {
        var line = mode(detail)
        func say(_ text: String, _ role: Role) { line.append(detail.separator + text, role) }
        func pattern(_ text: String) -> String { detail.pattern == .max ? text : Line(text).cut(to: detail.pattern).text }
        if let progress = page.progress { say(progress, .pending) }
        if let show = page.show { say("&" + pattern(show), .key) }
        if let hide = page.hide { say("-" + pattern(hide), .key) }
        if let search = page.search { say("/" + pattern(search), .key) }
        if let highlight = page.highlight, detail.saysHighlight { say("*" + pattern(highlight), .key) }
        if detail.saysRates { say("\(tails.reduce(0) { $0 + $1.perSecond }) lines/s", .muted) }
        let errors = tails.reduce(0) { $0 + $1.errors }
        if errors > 0 { say("✖ \(errors)" + (detail.saysErrors ? " errors" : ""), .logError) }
        if state.wraps, detail.saysRates { say("wrap", .muted) }
        if page.isRaw, detail.saysRates { say("raw", .muted) }
        return line
    }

    private func mode(_ detail: Detail) -> Line {
        if page.selectedCount > 0 { return Line("▸ \(page.selectedCount) selected", .key, .bold) }
        guard page.isFollowing else {
            var line = Line("■ held", .warning, .bold)
            if page.newLines > 0 { line.append(" +\(page.newLines) new", .warning) }
            return line
        }
        if let lost = tails.first(where: { !$0.isFollowing }) { return Line("○ \(pattern(lost.status, detail))", .warning) }
        return page.isSparse ? Line("following", .good) + Line(" · slow link", .warning) : Line("following", .good)
    }

    /// Why a log is not followed may be long.
    private func pattern(_ status: String, _ detail: Detail) -> String {
        detail.pattern == .max ? status : Line(status).cut(to: detail.pattern * 2).text
    }
}
