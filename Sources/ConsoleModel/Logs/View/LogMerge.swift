import LaunchCore

/// Several logs as one.
enum LogMerge {
    /// The newest lines of all, the oldest first. Each log keeps its own order.
    /// - Parameter tails: of each log its newest lines, the oldest first, with a time each where there are several logs.
    static func newest(_ tails: [[ViewLine]], count: Int) -> [(line: ViewLine, log: Int)] {
        var ends = tails.map(\.count)
        var merged: [(line: ViewLine, log: Int)] = []
        while merged.count < count {
            var newest: (log: Int, time: Moment)?
            for log in tails.indices where ends[log] > 0 {
                let time = tails[log][ends[log] - 1].time ?? Moment(milliseconds: 0)
                if newest.map({ time >= $0.time }) ?? true { newest = (log, time) }
            }
            guard let newest else { break }
            ends[newest.log] -= 1
            merged.append((tails[newest.log][ends[newest.log]], newest.log))
        }
        return merged.reversed()
    }
}
