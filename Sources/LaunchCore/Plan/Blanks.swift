/// What the text of a command leaves open, `<commit_hash>` or `{{ version }}`, and its filling.
public enum Blanks {
    /// Each once, as written, in no particular order of kinds.
    public static func all(in text: String) -> [String] {
        var found: [String] = []
        var rest = text
        while let blank = Decider.blank(in: rest) {
            found.append(blank)
            rest = rest.replacing(blank, with: " ")
        }
        return found
    }

    /// The word between its signs: `commit_hash`.
    public static func name(of blank: String) -> String {
        var name = blank.drop { "<{ ".contains($0) }
        while let last = name.last, ">} ".contains(last) { name.removeLast() }
        return String(name)
    }

    /// - Parameter values: by the blank as it is written; what has none stays open.
    public static func filled(_ text: String, with values: [String: String]) -> String {
        values.keys.sorted().reduce(text) { $0.replacing($1, with: values[$1] ?? $1) }
    }
}

extension Procedure {
    /// What must be filled in before it can run, each once, in the order of its steps.
    public var blanks: [String] {
        var found: [String] = []
        for step in steps { for blank in Blanks.all(in: step.command?.text ?? "") where !found.contains(blank) { found.append(blank) } }
        return found
    }

    /// The same with the blanks of its commands filled.
    public func filled(with values: [String: String]) -> Procedure {
        guard !values.isEmpty else { return self }
        var procedure = self
        for index in steps.indices { procedure.steps[index].work = steps[index].work.filled(with: values) }
        return procedure
    }
}

extension Step.Work {
    fileprivate func filled(with values: [String: String]) -> Step.Work {
        func filled(_ command: Command) -> Command {
            var command = command
            command.text = Blanks.filled(command.text, with: values)
            return command
        }
        return switch self {
        case .run(let command): .run(filled(command))
        case .verify(.command(let command)): .verify(.command(filled(command)))
        case .verify, .manual: self
        }
    }
}
