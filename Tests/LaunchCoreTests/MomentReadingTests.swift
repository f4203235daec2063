import LaunchCore
import Testing

@Suite struct MomentReadingTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-21T14:02:11Z", 1_795_269_731_000), ("2026-11-21T15:02:11.0429+01:00", 1_795_269_731_042),
        ("2026-11-21 09:32:11-0430", 1_795_269_731_000), ("2024-02-29t23:59:60z", 1_709_251_200_000), ("1969-12-31T23:59:59.5Z", -500),
    ])
    func reads(text: String, milliseconds: Int64) {
        #expect(Moment(rfc3339: text) == Moment(milliseconds: milliseconds))
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21T14:02:11", "2026-13-21T14:02:11Z", "2026-11-21T24:02:11Z", "2026-11-21T14:02:11.Z",
        "2026-11-21T14:02:11Zx",
        "21.11.2026 14:02", "2026-11-21T14:02:11+1", "٢٠٢٦-11-21T14:02:11Z",
    ])
    func refuses(text: String) {
        #expect(Moment(rfc3339: text) == nil)
    }

    @Test func whatIsWrittenReadsBack() {
        for milliseconds in stride(from: Int64(-5_000_000_000_000), to: 5_000_000_000_000, by: 86_399_123_457) {
            let moment = Moment(milliseconds: milliseconds)
            #expect(Moment(rfc3339: moment.rfc3339) == moment)
        }
    }
}
