import ConsoleModel
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension LaunchFacts {
    /// Looks at what a launch that was read needs. Asks every host it names, all at once.
    static func gather(_ reading: LaunchReading, path: String, environment: [String: String]) -> LaunchFacts {
        let root = path.contains("/") ? String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)) : "."
        let plan = reading.plan
        let steps = plan?.rollback?.steps ?? []
        return LaunchFacts(
            path: path, problems: reading.problems, counts: plan.map(counts), hasRollback: !steps.isEmpty,
            logs: plan?.logs.compactMap { log($0, root) } ?? [],
            hosts: HostCheck.run(plan.map(hosts) ?? [], ssh: Executable.find("ssh", environment: environment)),
            missingPrograms: missing(steps, root, environment))
    }

    private static func counts(_ plan: Plan) -> (phases: Int, items: Int, triggers: Int, unwatched: Int) {
        (plan.phases.count, plan.items.count, plan.triggers.count, plan.triggers.count { $0.condition == nil })
    }

    /// Nil for what is no single file of this host.
    private static func log(_ source: LogSource, _ root: String) -> Log? {
        guard source.host == nil, case .file(let name) = source.origin, !name.contains(where: { "*?[".contains($0) }) else { return nil }
        let path = name.hasPrefix("/") ? name : "\(root)/\(name)"
        if access(path, R_OK) == 0 { return Log(name: source.name, path: path, error: nil, isMissing: false) }
        let number = errno
        return Log(name: source.name, path: path, error: String(cString: strerror(number)), isMissing: number == ENOENT)
    }

    static func hosts(of plan: Plan) -> [String] {
        let commands = plan.items.flatMap(\.commands).compactMap(\.host)
        let steps = ([plan.rollback].compactMap(\.self) + plan.procedures).flatMap(\.steps).compactMap(\.host)
        return Set(commands + steps + plan.logs.compactMap(\.host)).sorted()
    }

    private static func missing(_ steps: [Step], _ root: String, _ environment: [String: String]) -> [String] {
        var missing: [String] = []
        for step in steps {
            guard step.host == nil, case .run(let command) = step.work, let program = Executable.program(of: command.text),
                Executable.find(program, environment: environment, directory: root) == nil, !missing.contains(program)
            else { continue }
            missing.append(program)
        }
        return missing
    }
}
