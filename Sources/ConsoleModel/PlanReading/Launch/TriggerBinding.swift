import LaunchCore

/// Binds what a plan's triggers and criteria ask for to the metrics the launch has, where the names agree.
enum TriggerBinding {
    static func bind(_ plan: inout Plan) {
        for index in plan.triggers.indices where plan.triggers[index].condition == nil && !plan.triggers[index].wantsBaseline {
            guard let wanted = plan.triggers[index].wanted, let metric = metric(for: wanted, in: plan) else { continue }
            plan.triggers[index].condition = Condition(metric: metric.name, comparison: wanted.comparison, threshold: wanted.threshold)
        }
        for index in plan.criteria.indices {
            guard let wanted = plan.criteria[index].condition, plan.metric(wanted.metric) == nil else { continue }
            plan.criteria[index].condition = metric(for: wanted, in: plan).map {
                Condition(metric: $0.name, comparison: wanted.comparison, threshold: wanted.threshold)
            }
        }
    }

    /// Only a metric of the very name and a fitting unit: a guess here could roll a launch back.
    private static func metric(for wanted: Condition, in plan: Plan) -> Metric? {
        guard let metric = plan.metric(wanted.metric) ?? plan.metric(MetricWords.shortName(wanted.metric)) else { return nil }
        return metric.unit == wanted.threshold.unit ? metric : nil
    }
}
