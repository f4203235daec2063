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
