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
        guard text.hasByte({ $0 >= 0x80 }) else { return outcome }
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

    /// A stretch of bytes that are no ASCII.
    private struct Run {
        var range: Range<Int>
        /// Which of the different runs it is.
        var word: Int
    }

    /// The runs of a text, and each different one with how often it stands there: a plan has few signs and many of each.
    private struct Runs {
        var all: [Run] = []
        var words: [(text: String, count: Int)] = []
        private var places: [String: Int] = [:]

        mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
            let text = String(decoding: bytes[range], as: UTF8.self)
            let place = places[text] ?? words.count
            if place == words.count {
                places[text] = place
                words.append((text, 0))
            }
            words[place].count += 1
            all.append(Run(range: range, word: place))
        }
    }

    private static func once(_ text: String) -> Outcome? {
        let bytes = Array(text.utf8)
        let runs = runs(of: bytes)
        var best: (page: CodePage, whole: Int, known: Int)?
        for page in CodePage.all {
            let votes = votes(for: page, runs)
            // A guess is no evidence on its own: it counts only to tell pages apart.
            guard votes.sure > 0 || votes.unsure > votes.healthy else { continue }
            let whole = votes.sure + votes.unsure
            if (whole, votes.guessed) > (best?.whole ?? 0, best?.known ?? 0) { best = (page, whole, votes.guessed) }
        }
        return best.flatMap { apply($0.page, to: bytes, runs: runs) }
    }

    private static func votes(for page: CodePage, _ runs: Runs) -> (sure: Int, unsure: Int, guessed: Int, healthy: Int) {
        let decoder = RunDecoder(page: page)
        var (sure, unsure, guessed, healthy) = (0, 0, 0, 0)
        for (text, count) in runs.words {
            switch decoder.decode(text) {
            case .whole(_, let isSure): if isSure { sure += count } else { unsure += count }
            case .guessed: guessed += count
            case .damaged: break
            case .undamaged: if decoder.couldWrite(text) { healthy += count }
            }
        }
        return (sure, unsure, guessed, healthy)
    }

    /// Nil when fewer runs can be read than not: then it is another kind of text.
    private static func apply(_ page: CodePage, to bytes: [UInt8], runs: Runs) -> Outcome? {
        var outcome = Outcome(text: "", page: page.name)
        let decoder = RunDecoder(page: page)
        let readings = runs.words.map { decoder.decode($0.text) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = 0
        var line = 1
        for run in runs.all {
            let between = bytes[position..<run.range.lowerBound]
            result += between
            line += between.count { $0 == 0x0A }
            position = run.range.upperBound
            let reading = readings[run.word]
            switch reading {
            case .whole(let repaired, _), .guessed(let repaired, _):
                outcome.repairedLines.append(line)
                result += repaired.utf8
                if case .guessed(_, let signs) = reading { outcome.guesses += signs.map { (line, $0) } }
            case .damaged:
                outcome.leftLines.append(line)
                result += bytes[run.range]
            case .undamaged: result += bytes[run.range]
            }
        }
        result += bytes[position...]
        guard outcome.repairedLines.count > outcome.leftLines.count else { return nil }
        outcome.text = String(decoding: result, as: UTF8.self)
        return outcome
    }

    private static func runs(of bytes: [UInt8]) -> Runs {
        var runs = Runs()
        bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index < bytes.count {
                if bytes[index] < 0x80 {
                    index += asciiLength(bytes, index)
                    continue
                }
                let start = index
                while index < bytes.count, bytes[index] >= 0x80 { index += 1 }
                runs.add(bytes, start..<index)
            }
        }
        return runs
    }

    /// How many bytes from `index` on are ASCII for sure: eight at a glance.
    private static func asciiLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
        var end = index + 1
        let raw = UnsafeRawBufferPointer(bytes)
        while end + 8 <= raw.count, raw.loadUnaligned(fromByteOffset: end, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 { end += 8 }
        return end - index
    }
}
