import LaunchCore

/// How much faster than life the demo runs. Tests hurry; an operator watches at 1.
struct DemoPace: Sendable {
    /// 1 is life; at most 100.
    let speed: Double

    func scaled(_ duration: Duration) -> Duration { duration / speed }

    /// What the demo's own clock shows after `elapsed` of real time.
    func told(_ elapsed: Duration) -> Duration { elapsed * speed }

    /// Replaces `@NAME@` by its value and `@10s@` by that duration at this pace.
    func fill(_ template: String, _ values: [String: String]) -> String {
        let parts = template.split(separator: "@", omittingEmptySubsequences: false)
        var text = ""
        for (index, part) in parts.enumerated() {
            // Placeholders are the parts between two signs: every second one.
            if index % 2 == 0 {
                text += part
            } else if let value = values[String(part)] {
                text += value
            } else if let duration = Duration(launchText: part) {
                text += scaled(duration).launchText
            } else {
                text += index == parts.count - 1 ? "@\(part)" : "@\(part)@"
            }
        }
        return text
    }
}
