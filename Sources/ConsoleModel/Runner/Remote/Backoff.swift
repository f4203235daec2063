/// Ever longer waits between tries, up to a limit.
struct Backoff: Hashable, Sendable {
    private let longest: Duration
    private var next = Duration.milliseconds(200)

    init(longest: Duration) { self.longest = longest }

    mutating func wait() -> Duration {
        defer { next = min(longest, next * 2) }
        return min(next, longest)
    }

    mutating func reset() { next = .milliseconds(200) }
}
