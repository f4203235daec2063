/// Replaces secrets by `[redacted]` wherever text leaves the program: records, reports, screens, notifications, output of runs.
public struct Redactor: Hashable, Sendable {
    public static let mark = "[redacted]"
    /// A shorter value is no secret that could be told from ordinary text; replacing it would only destroy the text.
    public static let shortestSecret = 4

    /// UTF-8, longest first, so that a secret which holds another one goes as a whole.
    private let needles: [[UInt8]]

    /// - Parameter secrets: values as they were taken from the environment; each is found percent-encoded, too.
    public init(secrets: [String]) {
        let long = secrets.filter { $0.utf8.count >= Self.shortestSecret }
        let forms = Set(long.map { Array($0.utf8) } + long.map { Self.percentEncoded($0) })
        needles = forms.sorted { $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1) }
    }

    public var isEmpty: Bool { needles.isEmpty }

    public func redact(_ text: String) -> String {
        guard !needles.isEmpty else { return text }
        let bytes = Array(text.utf8)
        guard let redacted = redacted(bytes) else { return text }
        return String(decoding: redacted, as: UTF8.self)
    }

    /// The same on bytes, which need not be valid UTF-8. A secret split between two calls is not found: give whole lines.
    public func redact(_ bytes: [UInt8]) -> [UInt8] { redacted(bytes) ?? bytes }

    private func redacted(_ bytes: [UInt8]) -> [UInt8]? {
        var output: [UInt8]?
        var index = 0, copied = 0
        while index < bytes.count {
            guard let needle = needles.first(where: { bytes[index] == $0[0] && bytes[index...].starts(with: $0) }) else {
                index += 1
                continue
            }
            output = (output ?? []) + bytes[copied..<index] + Array(Self.mark.utf8)
            index += needle.count
            copied = index
        }
        return output.map { $0 + bytes[copied...] }
    }

    private static func percentEncoded(_ text: String) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return text.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                [byte]
            default: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
    }
}
