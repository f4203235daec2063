import LaunchCore

/// Finds one series in text of the Prometheus exposition format. Lines of other metrics are passed over unread, so that nothing
/// they hold can matter.
struct ExpositionSeries: Sendable {
    let name: String
    /// Those a series must have; it may have more.
    let labels: [String: String]

    /// The text of the value of the only series that fits.
    func value(in page: [UInt8]) throws(Failure) -> String {
        var found: String?
        var fitting = 0, named = 0
        for line in page.split(separator: UInt8(ascii: "\n")) {
            guard var rest = self.rest(of: line) else { continue }
            guard let own = rest.labels(), let value = rest.value() else {
                throw Failure(.parse, "a line of \(shownName) is damaged: \(Printable.text(bytes: line, limit: 80))")
            }
            named += 1
            guard labels.allSatisfy({ own[$0.key] == $0.value }) else { continue }
            fitting += 1
            found = value
        }
        if fitting > 1 { throw Failure(.parse, "\(fitting) series of \(shownName) fit; say which by labels") }
        if let found { return found }
        throw Failure(.missing, named > 0 ? "none of the \(named) series of \(shownName) has these labels" : "there is no \(shownName)")
    }

    private var shownName: String { Printable.text(name, limit: 80) }

    /// What follows the name on a line of this metric.
    private func rest(of line: ArraySlice<UInt8>) -> ExpositionLine? {
        let line = line.drop { $0 == 0x20 || $0 == 0x09 }
        guard line.starts(with: name.utf8) else { return nil }
        let rest = line.dropFirst(name.utf8.count)
        guard let next = rest.first, next == UInt8(ascii: "{") || next == 0x20 || next == 0x09 else { return nil }
        return ExpositionLine(rest)
    }
}

/// A line of the exposition format behind its name: `{label="value"} 1.5 1395066363000`.
struct ExpositionLine {
    private var rest: ArraySlice<UInt8>

    init(_ rest: ArraySlice<UInt8>) { self.rest = rest }

    /// Nil where they are damaged.
    mutating func labels() -> [String: String]? {
        skipSpace()
        guard take("{") else { return [:] }
        var labels: [String: String] = [:]
        while true {
            skipSpace()
            if take("}") { return labels }
            let name = rest.prefix { isName($0) }
            rest = rest.dropFirst(name.count)
            skipSpace()
            guard !name.isEmpty, take("=") else { return nil }
            skipSpace()
            guard let value = quoted() else { return nil }
            labels[String(decoding: name, as: UTF8.self)] = value
            skipSpace()
            if take(",") { continue }
            return take("}") ? labels : nil
        }
    }

    /// Up to the next space: a time or an exemplar may follow.
    mutating func value() -> String? {
        skipSpace()
        let value = rest.prefix { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
        return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
    }

    private mutating func quoted() -> String? {
        guard take("\"") else { return nil }
        var text: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = rest.popFirst() else { return nil }
                text.append(escaped == UInt8(ascii: "n") ? 0x0A : escaped)
            default: text.append(byte)
            }
        }
        return nil
    }

    private func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"):
            true
        default: false
        }
    }

    private mutating func skipSpace() { rest = rest.drop { $0 == 0x20 || $0 == 0x09 } }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest.removeFirst()
        return true
    }
}
