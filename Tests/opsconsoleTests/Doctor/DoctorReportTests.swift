import Testing

@testable import opsconsole

@Suite struct DoctorReportTests {
    private let findings: [Finding] = [
        .fine("terminal", "xterm"), .warning("ssh", "none", "install it"), .failure("disk", "1 MB free", "make room"),
    ]

    @Test func everyLineHasSignWordAndAdvice() {
        #expect(
            DoctorReport(findings: findings).lines(ascii: true) == [
                "+ ok     terminal  xterm",
                "! poor   ssh       none",
                "                   install it",
                "x FAILS  disk      1 MB free",
                "                   make room",
                "1 of 3 would fail, 1 could be better",
            ])
    }

    @Test func onlyFailuresAreFailures() {
        #expect(DoctorReport(findings: findings).foundFailure)
        #expect(!DoctorReport(findings: Array(findings.prefix(2))).foundFailure)
        #expect(DoctorReport(findings: Array(findings.prefix(1))).lines(ascii: false).last == "all well")
    }
}
