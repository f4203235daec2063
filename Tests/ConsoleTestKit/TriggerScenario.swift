import LaunchCore

/// A trigger and a series of measurements with the states they lead to, written so that an operator can read it; the format is
/// told at the top of Tests/Scenarios/triggers.scenario.
public struct TriggerScenario: Sendable {
    public var name: String
    public var line: Int
    public var trigger: Trigger
    public var staleAfter: Duration = .seconds(30)
    public var looks: [Look] = []

    public struct Look: Sendable {
        public enum What: Sendable {
            case value(Decimal, at: Duration)
            case noData, tick, restart
        }

        public var line: Int
        public var at: Duration
        public var what: What
        public var expected: TriggerState
    }

    public struct Mistake: Error, CustomStringConvertible {
        public var line: Int
        public var text: String
        public var description: String { "line \(line): \(text)" }
    }

    /// What differs from the expectation, in words; empty when all is as written.
    public func differences() -> [String] {
        let start = Now(wall: Moment(milliseconds: 1_800_000_000_000), uptime: .seconds(1000))
        var judge = TriggerJudge(trigger: trigger, staleAfter: staleAfter, now: start)
        var status: TriggerStatus?
        var differences: [String] = []
        var measured: [Evidence] = []
        for look in looks {
            let now = start.advanced(by: look.at)
            switch look.what {
            case .value(let value, let at):
                judge.observe(Measurement(metric: "m", at: start.advanced(by: at), outcome: .value(value)), now: now)
                measured.append(Evidence(metric: "m", at: start.advanced(by: at).wall, value: value))
            case .noData:
                judge.observe(Measurement(metric: "m", at: now, outcome: .failure(Failure(.timeout, "timeout"))), now: now)
            case .restart:
                judge = TriggerJudge(
                    trigger: trigger, staleAfter: staleAfter, recorded: status, earlier: measured, warmupFrom: start.wall, now: now)
            case .tick: break
            }
            judge.tick(now)
            if judge.state != look.expected {
                differences.append(
                    "line \(look.line), at \(look.at.launchText): expected \(look.expected.rawValue), is \(judge.state.rawValue)")
            }
            if status?.state != judge.state { status = TriggerStatus(state: judge.state, since: now.wall) }
        }
        return differences
    }
}

extension TriggerScenario {
    public static func read(_ text: String) throws -> [TriggerScenario] {
        var scenarios: [TriggerScenario] = []
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = raw.trimmingSpaces
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("== ") {
                let none = Trigger(id: "t", text: "none", face: .judgement, location: SourceLocation(file: "scenario", line: index + 1))
                scenarios.append(TriggerScenario(name: String(line.dropFirst(3)), line: index + 1, trigger: none))
                continue
            }
            guard var scenario = scenarios.popLast() else { throw Mistake(line: index + 1, text: "a line before the first `==`") }
            try scenario.take(line.split(separator: " ").map(String.init), line: index + 1)
            scenarios.append(scenario)
        }
        return scenarios
    }

    private mutating func take(_ words: [String], line: Int) throws {
        switch words[0] {
        case "trigger": try takeTrigger(Array(words.dropFirst()), line: line)
        case "stale":
            guard let duration = Duration(launchText: words[1]) else { throw Mistake(line: line, text: "no duration: \(words[1])") }
            staleAfter = duration
        default: looks.append(try Self.look(words, line: line))
        }
    }

    private static func look(_ words: [String], line: Int) throws -> Look {
        guard let at = Duration(launchText: words[0]), let last = words.last, let expected = TriggerState(rawValue: last) else {
            throw Mistake(line: line, text: "expected: time, measurement, state")
        }
        let text = words[1..<(words.count - 1)].joined(separator: " ")
        switch text {
        case "no data": return Look(line: line, at: at, what: .noData, expected: expected)
        case "tick": return Look(line: line, at: at, what: .tick, expected: expected)
        case "restart": return Look(line: line, at: at, what: .restart, expected: expected)
        default:
            let parts = text.split(separator: "@")
            guard let value = Quantity(text: parts[0]) else { throw Mistake(line: line, text: "no value: \(text)") }
            let measured = parts.count > 1 ? Duration(launchText: parts[1]) ?? at : at
            return Look(line: line, at: at, what: .value(value.base, at: measured), expected: expected)
        }
    }

    private mutating func takeTrigger(_ words: [String], line: Int) throws {
        guard words.count >= 3 else { return }
        trigger.face = .bound
        trigger.condition = try Self.condition(Array(words.prefix(3)), line)
        var rest = Array(words.dropFirst(3))
        while !rest.isEmpty {
            let word = rest.removeFirst()
            guard let value = rest.first else { throw Mistake(line: line, text: "nothing after \(word)") }
            switch word {
            case "for": trigger.hold = .for(Duration(launchText: value) ?? .zero)
            case "warmup": trigger.warmup = Duration(launchText: value)
            case "at_least": trigger.atLeast = Int(value) ?? 1
            case "no_data": trigger.noData = Trigger.NoData(rawValue: value) ?? .unknown
            case "of":
                let parts = value.split(separator: "/").compactMap { Int($0) }
                trigger.hold = .of(breaches: parts[0], measurements: parts[1])
            case "clear":
                trigger.clear = try Self.condition(Array(rest.prefix(3)), line)
                rest.removeFirst(2)
            default: throw Mistake(line: line, text: "unknown word \(word)")
            }
            rest.removeFirst()
        }
    }

    private static func condition(_ words: [String], _ line: Int) throws -> Condition {
        guard words.count == 3, let comparison = Condition.Comparison(rawValue: words[1]), let threshold = Quantity(text: words[2]) else {
            throw Mistake(line: line, text: "no condition: \(words.joined(separator: " "))")
        }
        return Condition(metric: words[0], comparison: comparison, threshold: threshold)
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
