import LaunchCore
import Testing

@testable import ConsoleModel

/// What holds for any text, sensible or not.
@Suite struct PlanReadingPropertyTests {
    /// A generator that gives the same numbers everywhere.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let pieces = [
        "# Plan\n", "## Phase 1: Deploy (2 hours)\n", "### Rollback Triggers\n", "- [ ] box\n", "- [x] done\n", "  - nested\n", "1. step\n",
        "- Error rate > 5% for 5 minutes\n",
        "```bash\n", "git push\n", "# comment\n", "```\n", "> quote\n", "| a | b |\n|---|---|\n| 1 | 2 |\n", "**Tasks:**\n",
        "Hour 1-3: watch\n", "âœ… ", "ðŸš€", "\u{85}", "\t", "\r\n",
        "\n", "\n\n", "---\n", "<details>\n", "<!-- ", "-->\n", "{{ x }}", "<commit>", "https://a.example/health\n", "Rollback Plan:\n",
        "`npm test`", "每5分钟", "(", ")", "**", "A or B, C\n",
        "\u{202E}", "🎯", "[ ]", "- > 3\n", "T+10m to T+30m\n", "every 5 minutes for the first hour\n", "0", "99999999999999999999", "%",
        "x",
    ]

    private func plan(_ text: String) -> (plan: Plan, problems: [Problem]) {
        var plan = Plan(name: "", id: "")
        let file = SourceFile(name: "p.md", path: "p.md", bytes: Array(text.utf8), sha256: "")
        var reader = PlanReader(file: file, roles: [:], names: UniqueNames())
        let problems = reader.read(into: &plan)
        return (plan, problems)
    }

    @Test(arguments: 0..<400)
    func anyTextIsReadAndNoLineIsLost(seed: Int) {
        var numbers = Numbers(state: UInt64(seed))
        let text = (0..<Int.random(in: 0...60, using: &numbers)).map { _ in Self.pieces.randomElement(using: &numbers) ?? "" }.joined()
        let (read, problems) = plan(text)
        expectEveryLine(of: read, in: text)
        let again = plan(text)
        #expect(again.plan == read && again.problems == problems)
    }

    @Test(arguments: 0..<200)
    func everyDamagedPlanIsReadToo(seed: Int) throws {
        var numbers = Numbers(state: UInt64(seed) &+ 77_777)
        let name = try #require(PlanFixture.realNames.randomElement(using: &numbers))
        let whole = try #require(PlanFixture.bytes("real/\(name)"))
        let start = Int.random(in: 0..<whole.count, using: &numbers)
        var bytes = Array(whole[start..<min(whole.count, start + 2500)])
        for _ in 0..<8 { bytes[Int.random(in: 0..<bytes.count, using: &numbers)] = UInt8.random(in: 1...127, using: &numbers) }
        let text = String(decoding: bytes, as: UTF8.self)
        expectEveryLine(of: plan(text).plan, in: text)
    }

    /// Every line stands in a section, and everything found says which line it comes from.
    private func expectEveryLine(of plan: Plan, in text: String) {
        let document = plan.documents[0]
        #expect(document.lines.count == PlanLines.split(text).count)
        var covered = 0
        for section in document.sections {
            #expect(section.firstLine == covered + 1 || section.level == 0 && section.firstLine == 1)
            covered = max(covered, section.lastLine)
        }
        #expect(covered >= document.lines.count)
        for item in plan.items { #expect((1...max(1, document.lines.count)).contains(item.location.line)) }
        #expect(Set(plan.items.map(\.id)).count == plan.items.count)
    }

    @Test func anUndamagedTextIsLeftAsItIs() {
        for text in [
            "Größe über 5 – schön", "déjà vu à l’été", "İstanbul'da şöyle ağaç", "日本語のテキスト", "naïve café Ã la carte", "£5 € 7 ™",
            "Zażółć gęślą jaźń",
        ] {
            #expect(TextRepair.repair(text).text == text)
        }
    }

    @Test(arguments: ["✅ Done → 5", "🚀 ⚠️ naïve", "– “quoted” …", "⭐⭐ ≥ 3"])
    func textDamagedOnceOrTwiceComesBack(text: String) {
        let once = Self.damage(text)
        #expect(TextRepair.repair(once).text == text)
        #expect(TextRepair.repair(Self.damage(once)).text == text)
    }

    /// UTF-8 read as cp1252, undefined bytes kept as C1.
    private static func damage(_ text: String) -> String {
        let high: [UInt32] = [
            0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F, 0x90,
            0x2018, 0x2019, 0x201C, 0x201D,
            0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
        ]
        var result = String.UnicodeScalarView()
        for byte in text.utf8 {
            let value = (0x80...0x9F).contains(byte) ? high[Int(byte) - 0x80] : UInt32(byte)
            if let scalar = Unicode.Scalar(value) { result.append(scalar) }
        }
        return String(result)
    }

    @Test func deepNestingIsBoundedAndQuick() {
        for text in [
            String(repeating: "> ", count: 5000) + "deep", String(repeating: "- ", count: 3000) + "deep",
            String(repeating: "*", count: 20_000),
            String(repeating: "[", count: 20_000), (0..<300).map { String(repeating: " ", count: $0 * 2) + "- [ ] n\($0)\n" }.joined(),
            String(repeating: "<details>\n\n", count: 3000), String(repeating: "a", count: 500_000),
        ] {
            let clock = ContinuousClock()
            let took = clock.measure { expectEveryLine(of: plan(text).plan, in: text) }
            #expect(took < .seconds(20))
        }
    }

    @Test func idsStayWhenTextElsewhereChanges() {
        let before = plan("# P\n## Deploy\n- [ ] one\n- [ ] two\n- [ ] two\n## After\n- [ ] one\n").plan
        let after = plan(
            "# P\n\nintro\n\n## New phase\n- [ ] one\n\n## Deploy\n- [ ] zero\n- [x] one\n- [ ] two\n- [ ] two\n## After\n- [ ] one\n"
        ).plan
        let kept = Set(after.items.map(\.id))
        for item in before.items { #expect(kept.contains(item.id), "\(item.text) lost its id") }
    }

    @Test func tenThousandItemsAreRead() {
        let text = "# P\n" + (0..<100).map { phase in "## Phase \(phase)\n" + (0..<100).map { "- [ ] item \($0)\n" }.joined() }.joined()
        let read = plan(text).plan
        #expect(read.phases.count == 100)
        #expect(read.items.count == 10_000)
    }
}
