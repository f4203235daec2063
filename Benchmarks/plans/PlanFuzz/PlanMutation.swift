/// Makes a plan nobody has seen out of plans teams wrote: by lines and blocks as an editor would, then by bytes as a bad disk would.
struct PlanMutation {
    private let plans: [Corpus.Seed]
    private var numbers: Numbers

    init(_ plans: [Corpus.Seed], _ numbers: Numbers) {
        self.plans = plans
        self.numbers = numbers
    }

    /// At most about 40,000 bytes, mostly below 3,000.
    mutating func input() -> [UInt8] {
        var lines = piece()
        for _ in 0..<numbers.below(6) { changeLines(&lines) }
        if lines.count > 700 { lines.removeLast(lines.count - 700) }
        let ends: [[UInt8]] = [[0x0A], [0x0A], [0x0A], [0x0A], [0x0D, 0x0A], [0x0D]]
        let end = numbers.one(of: ends)
        var bytes = Array(lines.joined(separator: end))
        if numbers.once(in: 2) { bytes += end }
        if numbers.once(in: 40) { bytes = [0xEF, 0xBB, 0xBF] + bytes }
        if numbers.once(in: 24) { bytes = Damage.cp1252(bytes) }
        if numbers.once(in: 3) { changeBytes(&bytes) }
        return Array(bytes.prefix(40_000))
    }

    /// Some lines of one plan; now and then a whole one.
    private mutating func piece() -> [[UInt8]] {
        let lines = numbers.one(of: plans).bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            Array(line.last == 0x0D ? line.dropLast() : line)
        }
        if numbers.once(in: 30) { return lines }
        let start = numbers.below(lines.count)
        return Array(lines[start..<min(lines.count, start + 1 + numbers.below(60))])
    }

    private mutating func changeLines(_ lines: inout [[UInt8]]) {
        guard !lines.isEmpty else { return lines = [Array(numbers.one(of: Self.pieces).utf8)] }
        let at = numbers.below(lines.count)
        let end = min(lines.count, at + 1 + numbers.below(8))
        switch numbers.below(14) {
        case 0: lines.removeSubrange(at..<end)
        case 1: lines.insert(contentsOf: lines[at..<end], at: numbers.below(lines.count + 1))
        case 2:
            let moved = Array(lines[at..<end])
            lines.removeSubrange(at..<end)
            lines.insert(contentsOf: moved, at: numbers.below(lines.count + 1))
        case 3: lines.insert(contentsOf: piece().prefix(40), at: at)
        case 4: lines.insert(Array(numbers.one(of: Self.pieces).utf8), at: at)
        case 5: for index in at..<end { lines[index] = Array(numbers.one(of: Self.prefixes).utf8) + lines[index] }
        case 6: for index in at..<end { lines[index] = Array(lines[index].drop { $0 == 0x20 || $0 == 0x23 || $0 == 0x3E }) }
        case 7: for index in at..<end { changeNumber(&lines[index]) }
        case 8: for index in at..<end { replaceWord(&lines[index]) }
        case 9:
            let fence = Array(numbers.one(of: ["```", "```bash", "~~~", "```markdown", "````", "<details>", "<!--"]).utf8)
            lines.insert(fence, at: at)
            if numbers.once(in: 2) { lines.insert(Array(numbers.one(of: ["```", "~~~", "````", "</details>", "-->"]).utf8), at: end) }
        case 10: if at > 0 { lines[at - 1] += lines.remove(at: at) }
        case 11: lines.insert(Array(lines[at].suffix(numbers.below(lines[at].count + 1))), at: at)
        case 12: lines[at] = Array(repeating: lines[at].first ?? 0x20, count: numbers.below(200)) + lines[at]
        default: lines[at] += Array(numbers.one(of: Self.pieces).utf8)
        }
    }

    private mutating func changeNumber(_ line: inout [UInt8]) {
        guard let first = line.firstIndex(where: { (0x30...0x39).contains($0) }) else { return }
        let last = line[first...].firstIndex { !(0x30...0x39).contains($0) } ?? line.count
        line.replaceSubrange(first..<last, with: Array(numbers.one(of: Self.amounts).utf8))
    }

    private mutating func replaceWord(_ line: inout [UInt8]) {
        var words = line.split(separator: 0x20, omittingEmptySubsequences: false).map { Array($0) }
        words[numbers.below(words.count)] = Array(numbers.one(of: Self.words).utf8)
        line = Array(words.joined(separator: [0x20]))
    }

    private mutating func changeBytes(_ bytes: inout [UInt8]) {
        for _ in 0...numbers.below(8) {
            guard !bytes.isEmpty else { return }
            let at = numbers.below(bytes.count)
            switch numbers.below(6) {
            case 0: bytes[at] = UInt8(truncatingIfNeeded: numbers.next())
            case 1: bytes[at] ^= 1 << UInt8(numbers.below(8))
            case 2: bytes.remove(at: at)
            case 3: bytes.insert(numbers.one(of: Array("#-*_`~[]()<>|:>!\\&\"'0 \t\n\r\u{0}".utf8)), at: at)
            case 4: bytes.insert(contentsOf: Array(numbers.one(of: Self.signs).utf8), at: at)
            default: bytes.removeSubrange(at..<min(bytes.count, at + numbers.below(20)))
            }
        }
    }

    private static let prefixes = ["  ", "    ", "\t", "> ", "- ", "- [ ] ", "* [x] ", "1. ", "# ", "### ", "| ", "**", "`", "+ ", "10) "]
    private static let amounts = [
        "0", "1", "-1", "3.5", "0,5", "5,000", "00", "99999999999999999999", "1e9", "100000000000000000000000000000000000000000", "24",
        "1/0",
    ]
    private static let signs = ["✅", "🎯", "\u{202E}", "\u{200B}", "\u{85}", "é", "â", "ðŸ", "\u{FE0F}", "阶段", "フ", "\u{0301}", "\u{F8FF}"]
    private static let words = [
        "every", "5", "minutes", "hour", "Hour", "1-3", "for", ">", "<", ">5%", "p95", "error", "rate", "rollback", "Rollback", "if", "or",
        "**", "`git push`", "<commit>", "{{ x }}", "Phase", "Day", "2", "(2h)", "@dana", "Owner:", "GO/NO-GO", "monitoring", "第", "第一阶段",
        "https://a.example/health", "→", "|", "\\|", "[ ]", "[x]", "&amp;", "2x", "baseline", "T+10m", "to", "0-6", "weeks", "total:",
    ]
    private static let pieces = [
        "# Plan", "## Phase 1: Deploy (2 hours)", "### Rollback Triggers", "## Rollback Plan", "**Rollback Triggers:**", "- [ ] box",
        "- [x] done",
        "  - nested", "1. step", "- Error rate > 5% for 5 minutes", "```bash", "git push", "# comment", "```", "> quote",
        "| a | b |\n|---|---|\n| 1 | 2 |", "**Tasks:**", "Hour 1-3: watch", "## Hour 2-3: Monitoring", "- every 15 minutes", "âœ… ", "---",
        "",
        "<details>", "<!-- ", "-->", "{{ x }}", "`npm test`", "每5分钟", "- > 3", "T+10m to T+30m", "every 5 minutes for the first hour",
        "## Success Criteria", "- Cache hit rate: 15% (target: 40%+)", "**Decision Point**: GO/NO-GO for Phase 2", "## Go/No-Go", "\\",
        "***",
        "| Task | Owner | Duration |\n|---|---|---|\n| Build | Li | 2h |\n| Total | | 3h |", "cat <<EOF", "if true; then",
        "for i in 1 2; do",
        "[a]: http://x.example/health \"t\"", "Setext\n===", "Setext\n---", "&#0;&#x41;&nbsp;", "<br>", "![i](u)", "`a\nb`", "**a\nb**",
    ]
}

/// UTF-8 read as cp1252, the commonest damage there is.
enum Damage {
    static func cp1252(_ bytes: [UInt8]) -> [UInt8] {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            let value = (0x80...0x9F).contains(byte) ? high[Int(byte) - 0x80] : UInt32(byte)
            if let scalar = Unicode.Scalar(value) { text.append(scalar) }
        }
        return Array(String(text).utf8)
    }

    private static let high: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018,
        0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
    ]
}
