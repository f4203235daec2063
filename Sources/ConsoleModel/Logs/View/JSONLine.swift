import LaunchCore

/// A JSON line made readable: time, level and message first, the other fields behind them as `key=value`.
enum JSONLine {
    private static let times = ["time", "ts", "timestamp", "@timestamp", "t", "datetime", "date", "eventTime"]
    private static let levels = ["level", "severity", "lvl", "levelname", "loglevel", "log.level"]
    private static let messages = ["msg", "message", "event", "log", "text"]

    /// Nil where the line is no JSON object. The text is not printable yet.
    static func readable(_ line: [UInt8]) -> [UInt8]? {
        guard line.first == UInt8(ascii: "{"), var fields = fields(line), !fields.isEmpty else { return nil }
        var parts: [[UInt8]] = []
        for names in [times, levels, messages] {
            guard let place = fields.firstIndex(where: { names.contains($0.name) }) else { continue }
            parts.append(fields.remove(at: place).plain)
        }
        parts += fields.map { Array("\($0.name)=".utf8) + letters($0.value) }
        return Array(parts.joined(separator: [UInt8(ascii: " ")]))
    }

    private struct Field {
        var name: String
        /// As it was written, quotes and all.
        var value: ArraySlice<UInt8>

        /// A string without its quotes, escapes resolved.
        var plain: [UInt8] {
            guard value.first == UInt8(ascii: "\""), value.count >= 2 else { return Array(value) }
            return JSONLine.unescaped(value.dropFirst().dropLast())
        }
    }

    /// The fields of the object itself; what is nested in it stays as it was written.
    private static func fields(_ line: [UInt8]) -> [Field]? {
        var fields: [Field] = []
        var index = 1
        func skipBlanks() { while index < line.count, line[index] == 0x20 || line[index] == 0x09 { index += 1 } }
        func take(_ byte: UInt8) -> Bool {
            skipBlanks()
            guard index < line.count, line[index] == byte else { return false }
            index += 1
            return true
        }
        while fields.count < 200 {
            skipBlanks()
            guard let name = string(line, &index), take(UInt8(ascii: ":")) else { return nil }
            skipBlanks()
            let start = index
            guard skipValue(line, &index) else { return nil }
            fields.append(Field(name: String(decoding: name.dropFirst().dropLast(), as: UTF8.self), value: line[start..<index]))
            if take(UInt8(ascii: "}")) { return fields }
            guard take(UInt8(ascii: ",")) else { return nil }
        }
        return nil
    }

    private static func string(_ line: [UInt8], _ index: inout Int) -> ArraySlice<UInt8>? {
        guard index < line.count, line[index] == UInt8(ascii: "\"") else { return nil }
        let start = index
        index += 1
        while index < line.count, line[index] != UInt8(ascii: "\"") { index += line[index] == UInt8(ascii: "\\") ? 2 : 1 }
        guard index < line.count else { return nil }
        index += 1
        return line[start..<index]
    }

    private static func skipValue(_ line: [UInt8], _ index: inout Int) -> Bool {
        var depth = 0
        let start = index
        while index < line.count {
            switch line[index] {
            case UInt8(ascii: "\""):
                guard string(line, &index) != nil else { return false }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return index > start }
                depth -= 1
            case UInt8(ascii: ",") where depth == 0: return index > start
            default: break
            }
            index += 1
        }
        return false
    }

    private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.contains(UInt8(ascii: "\\")) else { return Array(text) }
        var result: [UInt8] = []
        var rest = letters(text)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
                result.append(byte)
                continue
            }
            switch escape {
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "u"): result += [byte, escape]
            default: result.append(escape)
            }
        }
        return result
    }

    /// `\u00fc`, and pairs of surrogates, as the letters they stand for: many programs write every letter but ASCII so. What is ASCII or
    /// broken stays as it was written.
    private static func letters(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.contains(UInt8(ascii: "\\")) else { return Array(text) }
        var result: [UInt8] = []
        var index = text.startIndex
        while index < text.endIndex {
            if text[index] == UInt8(ascii: "\\"), let (letter, end) = letter(text, at: index) {
                result += Array(String(Character(letter)).utf8)
                index = end
                continue
            }
            // An escaped backslash is none.
            let length = text[index] == UInt8(ascii: "\\") && index + 1 < text.endIndex ? 2 : 1
            result += text[index..<index + length]
            index += length
        }
        return result
    }

    private static func letter(_ text: ArraySlice<UInt8>, at index: Int) -> (Unicode.Scalar, end: Int)? {
        guard let first = unit(text, at: index) else { return nil }
        if let scalar = Unicode.Scalar(first) { return scalar.value >= 0x80 ? (scalar, index + 6) : nil }
        guard (0xD800..<0xDC00).contains(first), let second = unit(text, at: index + 6), (0xDC00..<0xE000).contains(second) else {
            return nil
        }
        return Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)).map { ($0, index + 12) }
    }

    /// The number behind a `\u`; nil where there is none.
    private static func unit(_ text: ArraySlice<UInt8>, at index: Int) -> UInt16? {
        guard index + 6 <= text.endIndex, text[index] == UInt8(ascii: "\\"), text[index + 1] == UInt8(ascii: "u") else { return nil }
        return UInt16(String(decoding: text[index + 2..<index + 6], as: UTF8.self), radix: 16)
    }
}
