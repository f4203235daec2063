import LaunchCore

extension PlanReader {
    /// Decisions and goals that stand as `Key: value`.
    mutating func readFacts(of index: Int) {
        for fact in facts[index] {
            if fact.words.contains(.decision), !fact.words.contains(.rollback), fact.value.count <= 160 {
                decide(PlanText.withoutSigns(fact.value), line: fact.line, in: index)
            }
            let isGoal = FoldedText.fold(fact.key).elementsEqual(" goal ".utf8)
            if isGoal, let first = fact.value.drop(while: { "<>≥≤~ ".contains($0) }).first, first.isASCII, first.isNumber {
                goals.append(
                    Goal(
                        name: PlanText.withoutNumber(PlanText.withoutSigns(sections[index].title)), target: fact.value,
                        location: at(fact.line)))
            }
        }
    }

    /// A heading that is a gate itself: go/no-go, approval, sign-off.
    mutating func readDecisionHeading(_ index: Int) {
        let section = sections[index]
        guard section.ownRole == .decision else { return }
        decide(PlanText.withoutSigns(section.title), line: section.firstLine, in: index)
    }

    private mutating func decide(_ title: String, line: Int, in index: Int) {
        guard !title.isEmpty else { return }
        decisions.append((Decision(id: names.take(Slug.make(title)), title: title, location: at(line)), index))
    }
}

extension PlanReader {
    /// Health endpoints and dashboards among the URLs, and log files among the paths, each once.
    mutating func readCandidates(of index: Int, except seen: inout Set<String>) {
        for (url, line, context) in MentionedURLs.all(in: sections[index]) {
            guard let kind = MentionedURLs.kind(url, context: context), seen.insert(url).inserted else { continue }
            candidates.append(Candidate(kind: kind, url: url, location: at(line)))
        }
    }
}

/// URLs and log paths in the text and commands of a section.
enum MentionedURLs {
    static func all(in section: Section) -> [(url: String, line: Int, context: String)] {
        var found: [(url: String, line: Int, context: String)] = []
        for block in section.blocks { collect(block, into: &found) }
        return found
    }

    private static func collect(_ block: MarkdownBlock, into found: inout [(url: String, line: Int, context: String)]) {
        for line in block.lines { scan(line.text, line.line, extra: line.urls, into: &found) }
        for row in block.rows { for cell in row.cells { scan(cell.text, row.line, extra: cell.urls, into: &found) } }
        if case .code(_, let text, _) = block.kind, text.utf8.count < 200_000, mayHold(text) {
            for (offset, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if mayHold(line) { scan(String(line), block.codeLine + offset, extra: [], into: &found) }
            }
        }
        for child in block.children { collect(child, into: &found) }
    }

    private static func scan(_ text: String, _ line: Int, extra: [String], into found: inout [(url: String, line: Int, context: String)]) {
        for url in extra where url.hasPrefix("http") { found.append((url, line, text)) }
        guard mayHold(text) else { return }
        for word in words(text) {
            let bare = word.drop { !$0.isLetter && $0 != "/" }
            if bare.hasPrefix("http://") || bare.hasPrefix("https://") {
                var url = String(bare)
                while let last = url.last, ".,;:!?*)".contains(last) { url.removeLast() }
                if !url.contains("{") && !url.contains("$") && url.count > 10 { found.append((url, line, text)) }
            } else if bare.hasPrefix("/var/log/") || bare.hasPrefix("/") && bare.hasSuffix(".log") {
                found.append((String(bare), line, text))
            }
        }
    }

    /// What stands between blanks, quotes and brackets.
    private static func words(_ text: String) -> [Substring] {
        if text.hasByte({ $0 >= 0x80 }) { return text.split { $0.isWhitespace || "\"'`<>|()[]，。、".contains($0) } }
        return text.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) || "\"'`<>|()[]".utf8.contains($0) }.map { Substring($0) }
    }

    /// Almost all text holds none, and a look at its bytes tells.
    private static func mayHold(_ text: some StringProtocol) -> Bool {
        guard text.hasByte({ $0 == UInt8(ascii: "/") }) else { return false }
        return text.contains("://") || text.contains(".log") || text.contains("/var/log/")
    }

    static func kind(_ url: String, context: String) -> Candidate.Kind? {
        if url.hasPrefix("/") { return .log }
        let lower = url.lowercased()
        let around = context.lowercased()
        if lower.contains("github.com") || lower.contains("example.org/docs") { return nil }
        if ["/health", "/healthz", "/ready", "/readyz", "/livez", "/live", "/ping", "/status", "/up"].contains(where: { lower.contains($0) }
        ) {
            return .health
        }
        let changes = ["-x post", "-x put", "-x delete", "-xpost", "--request", " -d ", "--data"].contains { around.contains($0) }
        if !changes, around.contains("curl ") || around.contains("wget ") { return .health }
        if ["grafana", "dashboard", "kibana", "datadog", "sentry", "/admin", "monitor", "prometheus", "newrelic"].contains(where: {
            lower.contains($0)
        }) {
            return .dashboard
        }
        if around.contains("dashboard") || around.contains("monitor") { return .dashboard }
        return nil
    }
}
