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
