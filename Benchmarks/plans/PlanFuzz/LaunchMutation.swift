/// Makes a launch file nobody has seen: keys, values, indentation and bytes of real ones changed.
struct LaunchMutation {
    private let launches: [Corpus.Seed]
    private var numbers: Numbers

    init(_ launches: [Corpus.Seed], _ numbers: Numbers) {
        self.launches = launches
        self.numbers = numbers
    }

    mutating func input() -> [UInt8] {
        var lines = numbers.one(of: launches).bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
        if lines.count > 60, !numbers.once(in: 10) { lines.removeSubrange(60...) }
        for _ in 0...numbers.below(6) { change(&lines) }
        var bytes = Array(lines.joined(separator: [0x0A]))
        if numbers.once(in: 3) { changeBytes(&bytes) }
        return Array(bytes.prefix(60_000))
    }

    private mutating func change(_ lines: inout [[UInt8]]) {
        guard !lines.isEmpty else { return lines = [Array("launch: x".utf8)] }
        let at = numbers.below(lines.count)
        let end = min(lines.count, at + 1 + numbers.below(6))
        switch numbers.below(12) {
        case 0: lines.removeSubrange(at..<end)
        case 1: lines.insert(contentsOf: lines[at..<end], at: numbers.below(lines.count + 1))
        case 2: lines[at] = Array(repeating: 0x20, count: numbers.below(9)) + lines[at].drop { $0 == 0x20 }
        case 3, 4: replaceValue(&lines[at])
        case 5, 6: replaceKey(&lines[at])
        case 7: lines.insert(contentsOf: numbers.one(of: launches).bytes.split(separator: 0x0A).map { Array($0) }.prefix(30), at: at)
        case 8: lines.insert(Array((numbers.one(of: Self.keys) + ": " + numbers.one(of: Self.values)).utf8), at: at)
        case 9: lines[at] = Array("  - {".utf8) + lines[at] + Array("}".utf8)
        case 10: lines.insert(Array("- ".utf8) + lines[at], at: at)
        default: lines.swapAt(at, numbers.below(lines.count))
        }
    }

    private mutating func replaceValue(_ line: inout [UInt8]) {
        guard let colon = line.firstIndex(of: 0x3A) else { return }
        line = Array(line[...colon]) + [0x20] + Array(numbers.one(of: Self.values).utf8)
    }

    private mutating func replaceKey(_ line: inout [UInt8]) {
        guard let colon = line.firstIndex(of: 0x3A), let start = line.firstIndex(where: { $0 != 0x20 && $0 != 0x2D && $0 != 0x7B }),
            start <= colon
        else { return }
        line.replaceSubrange(start..<colon, with: Array(numbers.one(of: Self.keys).utf8))
    }

    private mutating func changeBytes(_ bytes: inout [UInt8]) {
        for _ in 0...numbers.below(6) {
            guard !bytes.isEmpty else { return }
            let at = numbers.below(bytes.count)
            switch numbers.below(4) {
            case 0: bytes[at] = UInt8(truncatingIfNeeded: numbers.next())
            case 1: bytes.remove(at: at)
            case 2: bytes.insert(numbers.one(of: Array("{}[]:,-&*!|>'\"%@`#?\\ \t\n\r\u{0}".utf8)), at: at)
            default: bytes.removeSubrange(at..<min(bytes.count, at + numbers.below(30)))
            }
        }
    }

    private static let keys = [
        "launch", "id", "plan", "version", "services", "url", "every", "timeout", "expect", "status", "json", "body", "within",
        "certificate", "failures", "successes", "depends", "deployments", "state", "fields", "command", "preset", "logs", "file", "host",
        "metrics", "health", "measure", "over", "prometheus", "query", "scrape", "at", "matches", "manual", "unit", "phases", "title",
        "items", "text", "run", "check", "decision", "approvers", "windows", "name", "lasts", "after", "watch", "triggers", "when", "for",
        "of", "clear", "warmup", "action", "countdown", "no_data", "criteria", "goals", "target", "rollback", "confirm", "steps", "verify",
        "retries", "idempotent", "notify", "webhook", "events", "roles", "redact", "<<", "nope", "?", "",
    ]
    private static let values = [
        "5s", "0s", "-5s", "99999999999999999999d", "1h30m", "5%", "0.05", "error_rate > 5%", "p95 > ", "> 5", "3 of 5", "9 of 2",
        "plan.md",
        "[plan.md, plan.md]", "../plan.md", "/dev/null", "/", "[]", "{}", "~", "null", "true", "no", "'", "\"", "\"\\u0000\"", "|", ">-",
        "&a b", "*a",
        "{a: 1", "[1, 2", "!!binary x", "!x y", "${NOPE}", "$${X}", "${", "0x10", "1_000", "2026-11-21", "backend up", "http://", "tcp://h",
        "http+unix:///s:/p", "exec:true", "ftp://x", "tcp://[::1]:99999", "200-299", "[200, 999-1]", "(", "[a-z", "/a/b", "tasks",
        "rollback",
        "\u{202E}x", "é", "- - - -", "{a: {b: {c: {d: {}}}}}", "[[[[[[[[]]]]]]]]", "1e400", ".inf", ".nan", "18446744073709551616",
        "kubernetes",
    ]
}
