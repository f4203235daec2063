import LaunchCore

/// Brings the boxes of a launch's Markdown plans to what its record says, for `--write-ticks`. The record stays the truth: a plan that
/// cannot be written loses nothing.
public enum TickMirror {
    /// Whether a record changes what stands in a box.
    public static func concerns(_ event: LaunchEvent) -> Bool {
        switch event {
        case .itemTicked, .itemUnticked, .itemSkipped, .runFinished: true
        default: false
        }
    }

    /// - Returns: how many boxes changed.
    @discardableResult
    public static func write(_ launch: OpenLaunch) throws(TickWriter.Failure) -> Int {
        var changed = 0
        for document in launch.plan.documents {
            let lines = boxes(of: document.path, launch.plan, launch.state)
            guard !lines.isEmpty else { continue }
            let path = document.path.hasPrefix("/") ? document.path : "\(launch.directory)/\(document.path)"
            let sha256 = launch.plan.sources.first { $0.path == document.path }?.sha256
            changed += try TickWriter.write(path: path, lines: lines, sha256: sha256)
        }
        return changed
    }

    /// The boxes somebody has said something about, by line. Of two boxes in one line nobody can say which is meant.
    static func boxes(of path: String, _ plan: Plan, _ state: LaunchState) -> [Int: Bool] {
        let boxes = plan.items.filter { $0.kind == .box && $0.location.file == path }
        let counts = Dictionary(grouping: boxes, by: \.location.line).mapValues(\.count)
        var lines: [Int: Bool] = [:]
        for box in boxes where counts[box.location.line] == 1 {
            switch state.items[box.id]?.state {
            case .done?: lines[box.location.line] = true
            case .open?: lines[box.location.line] = false
            case .skipped?, .running?, .failed?, nil: continue
            }
        }
        return lines
    }
}
