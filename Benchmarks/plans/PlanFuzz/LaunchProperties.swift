import LaunchCore
import PlanReading

/// What must hold for the reading of any text whatever, given as a launch file.
struct LaunchProperties {
    private(set) var violations: [String] = []

    init(of reading: LaunchReading, from source: [UInt8]) {
        let lines = SourceLines.split(source).count
        for problem in reading.problems {
            let place = problem.location
            expect(place.line >= 1 && place.column >= 1, "a problem has no place: \(problem.description)")
            expect(place.file != "input.yaml" || place.line <= lines + 1, "a problem stands behind the file: \(problem.description)")
        }
        expect(reading.plan != nil || reading.hasErrors, "nothing was read, and nothing is wrong")
        expect(reading.hasErrors || String(validating: source, as: UTF8.self) != nil, "no UTF-8, and no error")
        guard let plan = reading.plan, !reading.hasErrors else { return }
        checkNumbers(plan)
        checkReferences(plan)
        checkNames(plan)
    }

    private mutating func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
        if !holds, violations.count < 10 { violations.append(what()) }
    }

    /// What `check` lets pass can be carried out: nothing is polled without a pause, nothing waits for ever.
    private mutating func checkNumbers(_ plan: Plan) {
        for service in plan.services {
            let isSound = service.every > .zero && service.timeout > .zero && service.failures >= 1 && service.successes >= 1
            expect(isSound, "the service \(service.name) is polled every \(service.every) within \(service.timeout)")
        }
        for window in plan.windows { expect(window.lasts > .zero && (window.every ?? .seconds(1)) > .zero, "a window without length") }
        for trigger in plan.triggers {
            switch trigger.hold {
            case .none: break
            case .for(let length): expect(length >= .zero, "`\(trigger.text)` holds for \(length)")
            case .of(let breaches, let of): expect(breaches > 0 && breaches <= of, "`\(trigger.text)`: \(breaches) of \(of)")
            }
            expect(trigger.countdown >= .zero, "`\(trigger.text)` counts down from \(trigger.countdown)")
        }
        for step in plan.rollback?.steps ?? [] { expect(step.timeout > .zero && step.retries >= 0, "a step may take \(step.timeout)") }
    }

    private mutating func checkReferences(_ plan: Plan) {
        let metrics = Set(plan.metrics.map(\.name))
        let services = Set(plan.services.map(\.name))
        for trigger in plan.triggers {
            expect(trigger.condition.map { metrics.contains($0.metric) } ?? true, "`\(trigger.text)` is bound to nothing")
        }
        for service in plan.services { expect(service.depends.allSatisfy(services.contains), "\(service.name) depends on nothing") }
        for metric in plan.metrics {
            if case .health(let name, _, _) = metric.source { expect(services.contains(name), "\(metric.name) measures nothing") }
        }
        for window in plan.windows {
            expect(window.after.map { id in plan.phases.contains { $0.id == id } } ?? true, "`\(window.name)` follows nothing")
        }
        for step in plan.rollback?.steps ?? [] {
            switch step.work {
            case .verify(.serviceUp(let name)): expect(services.contains(name), "the rollback verifies nothing")
            case .verify(.condition(let condition)): expect(metrics.contains(condition.metric), "the rollback verifies nothing")
            case .run(let command), .verify(.command(let command)): expect(!command.text.isEmpty, "a step runs nothing")
            case .manual: break
            }
        }
    }

    private mutating func checkNames(_ plan: Plan) {
        func unique(_ ids: [String]) -> Bool { Set(ids).count == ids.count && !ids.contains("") }
        expect(unique(plan.items.map(\.id)), "two items have one id")
        expect(unique(plan.phases.map(\.id)), "two phases have one id")
        expect(unique(plan.triggers.map(\.id)), "two triggers have one id")
        expect(unique(plan.windows.map(\.id)), "two windows have one id")
        expect(unique(plan.decisions.map(\.id)), "two decisions have one id")
        expect(unique(plan.metrics.map(\.name)), "two metrics have one name")
        expect(unique(plan.services.map(\.name)), "two services have one name")
    }
}
