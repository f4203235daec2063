/// Undoes a wrong decoding of UTF-8, run by run.
struct TextRepair {
    struct Outcome: Sendable {
        var text: String
        /// What the text had wrongly been read as; nil where nothing was damaged.
        var page: String?
        /// Lines with repaired runs, in order, one entry a run.
        var repairedLines: [Int] = []
        /// Lines with runs that were completed from the table of signs, and what was put there.
        var guesses: [(line: Int, sign: String)] = []
        /// Lines with runs that look damaged and were left as they are.
        var leftLines: [Int] = []
    }

    /// Repairs damaged text, twice damaged text too. Undamaged text comes back as it is.
    static func repair(_ text: String) -> Outcome {
        var outcome = Outcome(text: text)
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return outcome }
        for _ in 0..<3 {
            guard let next = once(outcome.text) else { break }
            outcome.text = next.text
            outcome.page = outcome.page ?? next.page
            if outcome.repairedLines.isEmpty { outcome.repairedLines = next.repairedLines }
            outcome.guesses += next.guesses
            outcome.leftLines = next.leftLines
        }
        return outcome
    }

    /// A stretch of characters that are no ASCII.
    private struct Run {
        var range: Range<String.UnicodeScalarView.Index>
        var line: Int
    }

    private static func once(_ text: String) -> Outcome? {
        let runs = runs(of: text)
        var best: (page: CodePage, whole: Int, known: Int)?
        for page in CodePage.all {
            var decoder = RunDecoder(page: page)
            var whole = 0
            var known = 0
            for run in runs {
                switch decoder.decode(text.unicodeScalars[run.range]) {
                case .whole: whole += 1
                case .guessed: known += 1
                case .damaged, .undamaged: break
                }
            }
            // A guess is no evidence on its own: it counts only to tell pages apart.
            if whole > 0, (whole, known) > (best?.whole ?? 0, best?.known ?? 0) { best = (page, whole, known) }
        }
        guard let best else { return nil }
        return apply(best.page, to: text, runs: runs)
    }

    private static func apply(_ page: CodePage, to text: String, runs: [Run]) -> Outcome? {
        var outcome = Outcome(text: "", page: page.name)
        var decoder = RunDecoder(page: page)
        var result = String.UnicodeScalarView()
        let scalars = text.unicodeScalars
        var position = scalars.startIndex
        var damaged = 0
        for run in runs {
            result.append(contentsOf: scalars[position..<run.range.lowerBound])
            position = run.range.upperBound
            switch decoder.decode(scalars[run.range]) {
            case .whole(let repaired):
                outcome.repairedLines.append(run.line)
                result.append(contentsOf: repaired.unicodeScalars)
            case .guessed(let repaired, let signs):
                outcome.repairedLines.append(run.line)
                outcome.guesses += signs.map { (run.line, $0) }
                result.append(contentsOf: repaired.unicodeScalars)
            case .damaged:
                damaged += 1
                outcome.leftLines.append(run.line)
                result.append(contentsOf: scalars[run.range])
            case .undamaged: result.append(contentsOf: scalars[run.range])
            }
        }
        result.append(contentsOf: scalars[position...])
        guard outcome.repairedLines.count > damaged else { return nil }
        outcome.text = String(result)
        return outcome
    }

    private static func runs(of text: String) -> [Run] {
        var runs: [Run] = []
        var line = 1
        let scalars = text.unicodeScalars
        var start: String.UnicodeScalarView.Index?
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let scalar = scalars[index]
            if scalar.isASCII {
                if let first = start {
                    runs.append(Run(range: first..<index, line: line))
                    start = nil
                }
                if scalar == "\n" { line += 1 }
            } else if start == nil {
                start = index
            }
            index = scalars.index(after: index)
        }
        if let first = start { runs.append(Run(range: first..<scalars.endIndex, line: line)) }
        return runs
    }
}
