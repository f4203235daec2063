import LaunchCore

extension LaunchFile {
    mutating func extendWindows(of plan: inout Plan) {
        for value in root["windows"]?.asList ?? [] {
            guard let name = value["name"]?.text, let lasts = value["lasts"]?.duration else { continue }
            let slug = Slug.make(name)
            // `Hour 1` means the plan's `Hour 1: Critical watch` too.
            let old = plan.windows.firstIndex { Slug.make($0.name) == slug || Slug.make(PlanText.head($0.name)) == slug }
            let window = Window(
                id: value["id"]?.text ?? old.map { plan.windows[$0].id } ?? names.take(slug), name: name, lasts: lasts,
                every: value["every"]?.duration ?? old.flatMap { plan.windows[$0].every },
                after: value["after"]?.text ?? old.flatMap { plan.windows[$0].after },
                watch: value["watch"]?.texts ?? old.map { plan.windows[$0].watch } ?? [], location: value.location)
            if let every = window.every, every > lasts {
                problems.append(
                    Problem(.warning, at: value.location, "window `\(name)` is shorter than its cadence; it will have no checkpoint"))
            }
            if let old { plan.windows[old] = window } else { plan.windows.append(window) }
        }
    }

    mutating func extendTriggers(of plan: inout Plan) {
        let manual = Set(
            plan.metrics.filter { if case .manual = $0.source { true } else { false } }.map(\.name))
        for value in root["triggers"]?.asList ?? [] {
            guard let condition = condition(value["when"]) else { continue }
            let text = value["name"]?.text ?? value["when"]?.text ?? condition.text
            let slug = Slug.make(text, limit: 200)
            let old = plan.triggers.firstIndex { Slug.make($0.text, limit: 200) == slug }
            var trigger = old.map { plan.triggers[$0] } ?? Trigger(id: "", text: text, face: .bound, location: value.location)
            trigger.id = value["id"]?.text ?? (old == nil ? names.take(Slug.make(text)) : trigger.id)
            if old == nil { trigger.face = manual.contains(condition.metric) ? .question : .bound }
            trigger.condition = condition
            fill(&trigger, from: value)
            if let old { plan.triggers[old] = trigger } else { plan.triggers.append(trigger) }
        }
    }

    private mutating func fill(_ trigger: inout Trigger, from value: YamlValue) {
        if let hold = value["for"]?.duration { trigger.hold = .for(hold) }
        if let count = value["of"]?.text.flatMap(CountText.parse) {
            if let other = value["for"] { refuse(other, "a trigger has `for` and `of`; keep one of them") }
            trigger.hold = .of(breaches: count.breaches, measurements: count.measurements)
        }
        trigger.clear = condition(value["clear"]) ?? trigger.clear
        trigger.warmup = value["warmup"]?.duration ?? trigger.warmup
        trigger.atLeast = value["at_least"]?.integer ?? trigger.atLeast
        trigger.noData = value["no_data"]?.text.flatMap(Trigger.NoData.init(rawValue:)) ?? trigger.noData
        trigger.action = value["action"]?.text.flatMap(Trigger.Action.init(rawValue:)) ?? trigger.action
        trigger.countdown = value["countdown"]?.duration ?? trigger.countdown
        trigger.group = value["group"]?.text ?? trigger.group
    }
}
