import LaunchCore

extension LaunchFile {
    mutating func rollback(_ value: YamlValue) -> Procedure {
        var procedure = procedure(value, id: "rollback", title: "Rollback", hint: "list what goes back, in order")
        procedure.confirm = procedure.confirm ?? "ROLLBACK"
        procedure.approvals = value["approve"]?.integer ?? 1
        return procedure
    }

    mutating func procedures() -> [Procedure] {
        var procedures: [Procedure] = []
        for (name, value, location) in named("procedures") {
            guard Self.isName(name) else {
                problems.append(
                    Problem(
                        .error, at: location,
                        "`\(name)` cannot be the name of a procedure; use letters, digits, `-` and `_`, and none of rollback, rehearse"))
                continue
            }
            procedures.append(procedure(value, id: name, title: name, hint: "list what is to be done, in order"))
        }
        return procedures
    }

    /// A name is typed on command lines; that of another command would say two things.
    private static func isName(_ name: String) -> Bool {
        let isPlain = !name.isEmpty && name.count <= 64 && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        return isPlain && !name.hasPrefix("-") && !["rollback", "rehearse"].contains(name)
    }

    private mutating func procedure(_ value: YamlValue, id: String, title: String, hint: String) -> Procedure {
        var steps: [Step] = []
        for step in value["steps"]?.asList ?? [] {
            guard let work = work(step) else { continue }
            let isVerification = if case .verify = work { true } else { false }
            let limit = (isVerification ? step["within"] : step["timeout"])?.duration
            steps.append(
                Step(
                    id: step["id"]?.text ?? "\(id)-\(steps.count + 1)", work: work, timeout: limit ?? .seconds(300),
                    retries: step["retries"]?.integer ?? 0, idempotent: step["idempotent"]?.boolean == true,
                    irreversible: step["irreversible"]?.boolean == true, location: step.location))
        }
        if steps.isEmpty, value["steps"] != nil { refuse(value, "the \(id) has no steps; \(hint)") }
        return Procedure(
            id: id, title: value["title"]?.text ?? title, confirm: value["confirm"]?.text, steps: steps, location: value.location)
    }

    private mutating func work(_ step: YamlValue) -> Step.Work? {
        if let run = step["run"], let text = command(run) {
            return .run(ShellText.command(text, host: step["host"]?.text, timeout: step["timeout"]?.duration, location: run.location))
        }
        if let verify = step["verify"] { return verification(verify, of: step).map(Step.Work.verify) }
        return step["manual"]?.text.map(Step.Work.manual)
    }

    private mutating func verification(_ verify: YamlValue, of step: YamlValue) -> Step.Verification? {
        if let run = verify["run"] {
            let host = verify["host"]?.text ?? step["host"]?.text
            return command(run).map { .command(ShellText.command($0, host: host, timeout: nil, location: run.location)) }
        }
        guard let text = verify.text else { return nil }
        let words = text.split(separator: " ")
        if words.count == 2, words[1] == "up" { return .serviceUp(String(words[0])) }
        switch ConditionText.parse(text) {
        case .success(let condition): return .condition(condition)
        case .failure(let fault):
            problems.append(
                Problem(
                    .error, at: verify.location(at: fault.offset),
                    "`verify`: \(fault.message), or as SERVICE up, or as {run: COMMAND}"))
            return nil
        }
    }
}
