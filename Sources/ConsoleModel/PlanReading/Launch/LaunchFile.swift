import LaunchCore

/// A launch file that has been held against its shape, taken apart into the values of a plan. What the shape refused is left out:
/// its problem is already known.
struct LaunchFile {
    let root: YamlValue
    var problems: [Problem] = []
    var names = UniqueNames()

    init(root: YamlValue) {
        self.root = root
    }

    var plans: [YamlValue] { root["plan"]?.asList.filter { $0.text != nil } ?? [] }

    /// Heading, folded, to role.
    var roles: [String: SectionRole] {
        var roles: [String: SectionRole] = [:]
        for entry in root["roles"]?.entries ?? [] {
            roles[Slug.make(entry.key, limit: 200)] = entry.value.text.flatMap(SectionRole.init(rawValue:))
        }
        return roles
    }

    /// Adds what the file says to what its Markdown plans say.
    mutating func extend(_ plan: inout Plan) {
        readVersion(into: &plan)
        plan.services += services()
        plan.deployments += deployments()
        plan.logs += logs()
        plan.metrics += metrics()
        extendPhases(of: &plan)
        extendWindows(of: &plan)
        extendTriggers(of: &plan)
        plan.criteria += (root["criteria"]?.asList ?? []).compactMap(criterion)
        plan.goals += (root["goals"]?.asList ?? []).compactMap(goal)
        if let value = root["rollback"] { plan.rollback = rollback(value) }
        plan.procedures += procedures()
        plan.notifications += (root["notify"]?.asList ?? []).compactMap(notification)
        plan.redact = root["redact"]?.texts ?? []
    }

    private func readVersion(into plan: inout Plan) {
        guard let version = root["version"] else { return }
        plan.fromVersion = version["from"]?.text
        plan.toVersion = version["to"]?.text ?? version.text
    }

    private func criterion(_ value: YamlValue) -> Criterion? {
        guard let text = value.text else { return nil }
        // Any sentence is a criterion; only what reads as a comparison can be measured.
        let condition = text.contains { "<>=≥≤".contains($0) } ? try? ConditionText.parse(text).get() : nil
        return Criterion(text: text, condition: condition, location: value.location)
    }

    private func goal(_ value: YamlValue) -> Goal? {
        guard let name = value["name"]?.text else { return nil }
        let metric = value["metric"]?.text
        let target = value["target"]?.text
        let condition = metric.flatMap { metric in target.flatMap { try? ConditionText.parse("\(metric) \($0)").get() } }
        return Goal(
            name: name, metric: metric, current: value["current"]?.text, target: target, condition: condition, location: value.location)
    }

    private func notification(_ value: YamlValue) -> Notification? {
        let (command, webhook) = (value["command"]?.text, value["webhook"]?.text)
        guard command != nil || webhook != nil else { return nil }
        return Notification(command: command, webhook: webhook, events: value["events"]?.texts ?? [], location: value.location)
    }

    /// Name and value of every entry under `key`.
    func named(_ key: String) -> [(name: String, value: YamlValue, location: SourceLocation)] {
        (root[key]?.entries ?? []).map { ($0.key, $0.value, $0.keyLocation) }
    }

    mutating func refuse(_ value: YamlValue, _ message: String) {
        problems.append(Problem(.error, at: value.location, message))
    }
}
