import LaunchCore

/// The metrics of a plan that are counted out of logs, with no console open: follows the logs they need and counts every line.
public final class LogMetrics: Sendable {
    private enum Counting: Sendable {
        /// `whole` is what a ratio is of.
        case running(LogCounter, whole: LogCounter?, log: String, measure: LogMeasure)
        case impossible(Failure)
    }

    private let store: LogStore
    private let countings: [String: Counting]

    /// - Parameter directory: where relative paths start from; absolute.
    /// - Throws: when the process has no descriptors or threads left.
    public init(plan: Plan, directory: String, mayRunCommands: Bool = true) throws(SystemError) {
        let wanted = plan.metrics.compactMap { metric -> String? in if case .log(let name, _, _, _, _) = metric.source { name } else { nil }
        }
        store = try LogStore(sources: plan.logs.filter { wanted.contains($0.name) }, directory: directory, mayRunCommands: mayRunCommands)
        var countings: [String: Counting] = [:]
        for metric in plan.metrics { countings[metric.name] = Self.counting(metric, store) }
        self.countings = countings
    }

    /// The value now; nil for a metric that is not counted out of a log. A log that cannot be read is a failure, never a zero.
    public func measure(_ metric: Metric, at now: Now) -> Measurement? {
        guard let counting = countings[metric.name] else { return nil }
        return Measurement(metric: metric.name, at: now, outcome: outcome(counting, at: now))
    }

    /// Ends the following and the commands it started.
    public func close() { store.close() }

    private func outcome(_ counting: Counting, at now: Now) -> Measurement.Outcome {
        switch counting {
        case .impossible(let failure): return .failure(failure)
        case .running(let counter, let whole, let log, let measure):
            if let silence = store.silence(of: log, now: now.uptime) {
                return .failure(Failure(.missing, Printable.text(silence, limit: 200)))
            }
            do {
                switch measure {
                case .count: return .value(Decimal(try counter.count(now: now.uptime)))
                case .rate: return .value(Decimal(try counter.rate(now: now.uptime)) ?? Decimal(0))
                case .ratio: return try ratio(counter, of: whole, now: now)
                }
            } catch { return .failure(Failure(.other, Printable.text(error.description, limit: 200))) }
        }
    }

    /// A share of nothing is no number.
    private func ratio(_ part: LogCounter, of whole: LogCounter?, now: Now) throws(PatternError) -> Measurement.Outcome {
        let count = try part.count(now: now.uptime), all = try whole?.count(now: now.uptime) ?? 0
        guard all > 0, let share = Decimal(Double(count) / Double(all)) else {
            return .failure(Failure(.missing, "no line matched \(Printable.text(whole?.pattern.text ?? "", limit: 80))"))
        }
        return .value(share)
    }

    private static func counting(_ metric: Metric, _ store: LogStore) -> Counting? {
        guard case .log(let name, let text, let of, let over, let measure) = metric.source else { return nil }
        do {
            guard let counter = store.count(try Pattern(text), in: name, over: over) else {
                return .impossible(Failure(.missing, "the plan has no log \(Printable.text(name, limit: 80))"))
            }
            let whole = try of.flatMap { text throws(PatternError) in store.count(try Pattern(text), in: name, over: over) }
            return .running(counter, whole: whole, log: name, measure: measure)
        } catch { return .impossible(Failure(.parse, Printable.text(error.description, limit: 200))) }
    }
}
