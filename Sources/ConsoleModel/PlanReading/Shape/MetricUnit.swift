import LaunchCore

/// What a metric's source counts in: the unit its values are kept in, and the factor that takes them there.
enum MetricUnit: String, CaseIterable, Sendable {
    case plain, ratio, percent, seconds, milliseconds, microseconds, bytes, kilobytes, megabytes, gigabytes
    case perSecond = "per_second"
    case perMinute = "per_minute"

    var unit: Unit {
        switch self {
        case .plain: .plain
        case .ratio, .percent: .ratio
        case .seconds, .milliseconds, .microseconds: .seconds
        case .bytes, .kilobytes, .megabytes, .gigabytes: .bytes
        case .perSecond, .perMinute: .perSecond
        }
    }

    var scale: Decimal {
        switch self {
        case .plain, .ratio, .seconds, .bytes, .perSecond: Decimal(1)
        case .percent: Decimal(significand: 1, exponent: -2)
        case .milliseconds: Decimal(significand: 1, exponent: -3)
        case .microseconds: Decimal(significand: 1, exponent: -6)
        case .kilobytes: Decimal(1000)
        case .megabytes: Decimal(1_000_000)
        case .gigabytes: Decimal(1_000_000_000)
        case .perMinute: Decimal(significand: 16_666_666_666_666_667, exponent: -18)
        }
    }
}
