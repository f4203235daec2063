import LaunchCore

/// Reads the severity off a line: the first word that names one decides. Levels are written in capitals (`ERROR`), in brackets
/// (`[error]`, `<err>`), before a colon (`error:`), as a field (`level=error`, `"level":"error"`, `"level":50`), or as glog's first
/// letter (`E0102 03:04:05`). A server error in an access log is a warning.
enum LineSeverity {
    /// Levels stand near the beginning of a line; farther on there are words of messages.
    private static let farthest = 240
    private static let farthestInJSON = 2048
    private static let quote = UInt8(ascii: "\"")

    static func of(_ line: UnsafeRawBufferPointer) -> LogLine.Severity {
        if let severity = glog(line) { return severity }
        let isJSON = line.first == UInt8(ascii: "{")
        let end = min(line.count, isJSON ? farthestInJSON : farthest)
        var index = 0
        while index < end {
            let byte = line[index]
            guard isLetter(byte) else {
                if byte == quote, let severity = httpStatus(line, after: index) { return severity }
                index += 1
                continue
            }
            let start = index
            repeat { index += 1 } while index < line.count && isWord(line[index])
            if let word = LevelWord(line, start..<index), let severity = severity(line, word, start..<index, isJSON: isJSON) {
                return severity
            }
        }
        return .none
    }

    private static func severity(
        _ line: UnsafeRawBufferPointer, _ word: LevelWord, _ place: Range<Int>, isJSON: Bool
    ) -> LogLine.Severity? {
        switch word {
        case .field: field(line, after: place.upperBound)
        case .level(let severity): !isJSON && isLevelInPlace(line, place) ? severity : nil
        case .alarm: isJSON ? nil : .error
        }
    }

    /// A level in capitals counts anywhere; in other letters only where punctuation says that it is one.
    private static func isLevelInPlace(_ line: UnsafeRawBufferPointer, _ word: Range<Int>) -> Bool {
        if line[word.lowerBound + 1] & 0x20 == 0 { return true }
        let before = word.lowerBound > 0 ? line[word.lowerBound - 1] : UInt8(ascii: " ")
        let after = word.upperBound < line.count ? line[word.upperBound] : UInt8(ascii: " ")
        switch (before, after) {
        case (UInt8(ascii: "["), UInt8(ascii: "]")), (UInt8(ascii: "<"), UInt8(ascii: ">")), (UInt8(ascii: "("), UInt8(ascii: ")")):
            return true
        default: return after == UInt8(ascii: ":") && (before == UInt8(ascii: " ") || before == UInt8(ascii: "]"))
        }
    }

    /// The value of `level=error`, `level="error"`, `"level":"error"` or `"level": 50`.
    private static func field(_ line: UnsafeRawBufferPointer, after end: Int) -> LogLine.Severity? {
        var index = end
        if index < line.count, line[index] == quote { index += 1 }
        guard index < line.count, line[index] == UInt8(ascii: "=") || line[index] == UInt8(ascii: ":") else { return nil }
        index += 1
        while index < line.count, line[index] == UInt8(ascii: " ") || line[index] == quote { index += 1 }
        let start = index
        while index < line.count, isWord(line[index]) { index += 1 }
        guard index > start else { return nil }
        if isDigit(line[start]) { return numeric(line, start..<index) }
        if case .level(let severity) = LevelWord(line, start..<index) { return severity }
        return nil
    }

    /// Numbers as bunyan and pino write them.
    private static func numeric(_ line: UnsafeRawBufferPointer, _ digits: Range<Int>) -> LogLine.Severity? {
        guard digits.count == 2 else { return nil }
        return switch line[digits.lowerBound] {
        case UInt8(ascii: "1"), UInt8(ascii: "2"): .debug
        case UInt8(ascii: "3"): .info
        case UInt8(ascii: "4"): .warning
        case UInt8(ascii: "5"): .error
        case UInt8(ascii: "6"): .fatal
        default: nil
        }
    }

    private static func glog(_ line: UnsafeRawBufferPointer) -> LogLine.Severity? {
        guard line.count > 6, line[5] == UInt8(ascii: " "), areDigits(line, 1...4) else { return nil }
        return switch line[0] {
        case UInt8(ascii: "I"): .info
        case UInt8(ascii: "W"): .warning
        case UInt8(ascii: "E"): .error
        case UInt8(ascii: "F"): .fatal
        default: nil
        }
    }

    /// `"GET / HTTP/1.1" 503 `: three digits and a blank after a closing quote.
    private static func httpStatus(_ line: UnsafeRawBufferPointer, after quote: Int) -> LogLine.Severity? {
        guard quote + 5 < line.count, line[quote + 1] == UInt8(ascii: " "), line[quote + 5] == UInt8(ascii: " "),
            areDigits(line, quote + 2...quote + 4)
        else { return nil }
        return line[quote + 2] == UInt8(ascii: "5") ? .warning : .info
    }

    private static func areDigits(_ line: UnsafeRawBufferPointer, _ range: ClosedRange<Int>) -> Bool {
        for index in range where !isDigit(line[index]) { return false }
        return true
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    private static func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte == 0x5F }
}
