import LaunchCore

/// A service as it shows: its newest answer, or that there is none.
struct ServiceView {
    let service: Service
    let reading: ServiceReading?
    let age: Duration?
    let sign: Sign
    private let snapshot: Snapshot

    init(_ service: Service, _ snapshot: Snapshot) {
        self.service = service
        self.snapshot = snapshot
        reading = snapshot.live.services[service.name]
        age = reading.map { snapshot.age(of: $0.at) }
        if let reading, let age, age > .milliseconds(reading.staleAfter) {
            sign = .stale
        } else {
            sign = reading?.state.sign ?? .waiting
        }
    }

    var isStale: Bool { sign == .stale }

    /// Sign, name, word, latency, curve, version, age.
    func cells(curve width: Int) -> [Line] {
        let role: Role = isStale ? .muted : .text
        return [
            Line(sign.glyph, sign.role), Line(service.name, .text), Line(sign.word, sign.role),
            Line(latency, role),
            curve(width: width),
            Line(reading?.version ?? "", shouldBe == nil ? role : .warning),
            Line(age.map(Clock.roughAge) ?? "", isStale ? .unknown : .muted),
        ]
    }

    private func curve(width: Int) -> Line {
        guard let reading else { return Line() }
        // A millisecond more or less is no mountain.
        let height = Double(service.timeout.milliseconds) / 20
        return Curve.spark(
            reading.recent.map { $0.map(Double.init) }, count: reading.measured, width: width,
            height: height, role: isStale ? .muted : .curve)
    }

    /// The version that should answer, where another does.
    private var shouldBe: String? {
        guard let version = reading?.version, let expected = snapshot.expectedVersion(of: service.name) else { return nil }
        return version == expected ? nil : expected
    }

    /// Nothing where no answer was ever measured: a replay knows the state only.
    private var latency: String {
        guard let reading, reading.failuresInRow > 0 || !reading.recent.isEmpty else { return "" }
        return reading.failuresInRow > 0 ? "–" : Clock.latency(.milliseconds(reading.latency))
    }

    static var table: Table {
        Table([
            .init(), .init(flexible: 8), .init(), .init(right: true), .init(drop: 2), .init(drop: 3), .init(right: true),
        ])
    }

    /// Why it is not simply up, on a line below.
    var detail: (String, Role)? {
        guard let reading else { return nil }
        if isStale, let age { return ("was \(reading.state.rawValue); no answer for \(Clock.length(age))", .unknown) }
        if !service.verifiesTLS, reading.state == .up { return ("TLS IS NOT VERIFIED (insecure: true)", .warning) }
        guard reading.state != .up || reading.failuresInRow > 0 else {
            return shouldBe.map { ("\(reading.version ?? "") answers, it should be \($0)", .warning) }
        }
        var words = reading.reason ?? "no reason given"
        if reading.failuresInRow > 0 { words += ", \(Self.ordinal(reading.failuresInRow)) time" }
        if let status = snapshot.state.services[service.name], status.state == reading.state {
            words += " · since \(snapshot.clock(status.since))"
        }
        return (words, reading.state == .up ? .warning : sign.role)
    }

    static func ordinal(_ number: Int) -> String {
        let ending =
            switch (number % 10, number % 100) {
            case (_, 11...13): "th"
            case (1, _): "st"
            case (2, _): "nd"
            case (3, _): "rd"
            default: "th"
            }
        return "\(number)\(ending)"
    }
}
