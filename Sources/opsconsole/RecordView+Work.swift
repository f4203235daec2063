import ConsoleModel
import LaunchCore

extension RecordView {
    /// Looks through the record for about that long.
    mutating func work(for time: Duration, source: some RecordSource, plan: Plan) {
        let end = SystemClock.now().uptime + time
        repeat { work(source: source, plan: plan) } while hasWork && SystemClock.now().uptime < end
    }
}
