import LaunchCore

/// A word of a log line that says how bad the line is, or that such a word follows.
enum LevelWord {
    case level(LogLine.Severity)
    /// `level`, `severity`: the value behind it counts.
    case field
    /// Says error by itself: `Traceback`.
    case alarm

    static let lengths = 3...9

    /// Nil for any other word. Case does not matter here.
    init?(_ line: UnsafeRawBufferPointer, _ word: Range<Int>) {
        guard Self.lengths.contains(word.count) else { return nil }
        let bucket = Self.buckets[Int(line[word.lowerBound] & 0x1F)]
        guard !bucket.isEmpty else { return nil }
        var key: UInt64 = 0, shift: UInt64 = 0
        for index in word.prefix(8) {
            key |= UInt64(line[index] | 0x20) << shift
            shift &+= 8
        }
        guard let known = bucket.first(where: { $0.key == key && $0.length == word.count }) else { return nil }
        self = known.meaning
    }

    private struct Known {
        /// The first eight letters, in small letters.
        var key: UInt64
        var length: Int
        var meaning: LevelWord
    }

    /// By the low five bits of the first letter.
    private static let buckets: [[Known]] = {
        let words: [(LevelWord, [String])] = [
            (.level(.fatal), ["fatal", "critical", "crit", "emerg", "alert", "panic"]),
            (.level(.error), ["error", "err", "severe"]),
            (.level(.warning), ["warn", "warning"]),
            (.level(.info), ["info", "notice"]),
            (.level(.debug), ["debug", "trace", "fine", "finer", "finest"]),
            (.field, ["level", "lvl", "severity", "levelname", "loglevel"]),
            (.alarm, ["traceback"]),
        ]
        var buckets = [[Known]](repeating: [], count: 32)
        for (meaning, spellings) in words {
            for word in spellings {
                let key = word.utf8.prefix(8).enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << ($1.offset * 8) }
                buckets[Int(word.utf8.first.unsafelyUnwrapped & 0x1F)].append(Known(key: key, length: word.utf8.count, meaning: meaning))
            }
        }
        return buckets
    }()
}
