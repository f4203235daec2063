import LaunchCore

extension LaunchFile {
    mutating func extendPhases(of plan: inout Plan) {
        var ids = Set(plan.phases.map(\.id))
        for value in root["phases"]?.asList ?? [] where value.entries != nil {
            let title = value["title"]?.text ?? value["id"]?.text
            guard let title else {
                refuse(value, "a phase has neither `id` nor `title`; give it one")
                continue
            }
            let id = value["id"]?.text ?? Slug.make(title)
            if let index = plan.phases.firstIndex(where: { $0.id == id }) {
                extend(&plan.phases[index], with: value)
            } else {
                var phase = Phase(id: id, title: title, location: value.location)
                extend(&phase, with: value)
                plan.phases.append(phase)
            }
            ids.insert(id)
        }
    }

    private mutating func extend(_ phase: inout Phase, with value: YamlValue) {
        if let title = value["title"]?.text { phase.title = title }
        phase.owner = value["owner"]?.text ?? phase.owner
        phase.estimate = value["estimate"]?.duration ?? phase.estimate
        phase.items += items(value["items"], section: phase.id, depth: 0)
        if let decision = value["decision"], let title = decision.text ?? decision["title"]?.text {
            let decision = Decision(
                id: decision["id"]?.text ?? names.take(Slug.make(title)), title: title, approvers: decision["approvers"]?.integer ?? 1,
                location: decision.location)
            // One of the same name is the plan's own, with what the launch file knows of it.
            let place = phase.decisions.firstIndex { $0.title == title || $0.id == decision.id }
            if let place { phase.decisions[place] = decision } else { phase.decisions.append(decision) }
        }
    }

    private mutating func items(_ list: YamlValue?, section: String, depth: Int) -> [Item] {
        var items: [Item] = []
        for value in list?.asList ?? [] { if let item = item(value, section: section, depth: depth) { items.append(item) } }
        return items
    }

    private mutating func item(_ value: YamlValue, section: String, depth: Int) -> Item? {
        guard let text = value.text ?? value["text"]?.text else { return nil }
        let id = value["id"]?.text ?? names.take("\(Slug.make(text, limit: 32))-\(Slug.mark("\(section)\u{1F}\(text)"))")
        let host = value["host"]?.text
        let timeout = value["timeout"]?.duration
        var commands: [Command] = []
        for run in value["run"]?.asList ?? [] {
            guard let text = command(run) else { continue }
            var command = ShellText.command(text, host: host, timeout: timeout, location: run.location)
            command.interactive = value["interactive"]?.boolean ?? command.interactive
            commands.append(command)
        }
        var item = Item(
            id: id, kind: .box, text: text, owner: value["owner"]?.text, estimate: value["estimate"]?.duration,
            priority: value["priority"]?.text, commands: commands, check: value["check"].flatMap(check),
            items: items(value["items"], section: "\(section)\u{1F}\(text)", depth: depth + 1), depth: depth, location: value.location)
        item.procedure = value["procedure"]?.text
        if let procedure = value["procedure"], !commands.isEmpty {
            refuse(procedure, "an item has `run` and `procedure`; keep one of them")
        }
        return item
    }

    /// Nil for one that runs nothing, which would look like a step that went well.
    mutating func command(_ run: YamlValue) -> String? {
        guard let text = run.text else { return nil }
        if text.allSatisfy(\.isWhitespace) {
            refuse(run, "`run` is empty; write the command, or leave the key out")
            return nil
        }
        return text
    }

    private func check(_ value: YamlValue) -> ItemCheck? {
        value["service"]?.text.map(ItemCheck.service) ?? value["deployment"]?.text.map(ItemCheck.deployment)
            ?? condition(value["when"]).map(ItemCheck.condition)
    }

    func condition(_ value: YamlValue?) -> Condition? {
        value?.text.flatMap { try? ConditionText.parse($0).get() }
    }
}
