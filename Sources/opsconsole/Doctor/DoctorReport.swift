/// The findings as lines: sign, word, what was looked at, what was found, what to do.
struct DoctorReport: Sendable {
    let findings: [Finding]

    /// True when something would fail.
    var foundFailure: Bool { findings.contains { $0.grade == .failure } }

    func lines(ascii: Bool) -> [String] {
        let width = findings.map(\.subject.count).max() ?? 0
        return findings.flatMap { finding in
            let subject = finding.subject + String(repeating: " ", count: width - finding.subject.count)
            let line = "\(mark(finding.grade, ascii))  \(subject)  \(finding.text)"
            guard !finding.advice.isEmpty else { return [line] }
            return [line, String(repeating: " ", count: 11 + width) + finding.advice]
        } + [summary]
    }

    private var summary: String {
        let failures = findings.count { $0.grade == .failure }
        let warnings = findings.count { $0.grade == .warning }
        if failures > 0 { return "\(failures) of \(findings.count) would fail" + (warnings > 0 ? ", \(warnings) could be better" : "") }
        return warnings > 0 ? "nothing would fail, \(warnings) of \(findings.count) could be better" : "all well"
    }

    /// A sign and a word of the same width for every grade.
    private func mark(_ grade: Finding.Grade, _ ascii: Bool) -> String {
        switch grade {
        case .fine: ascii ? "+ ok   " : "● ok   "
        case .warning: ascii ? "! poor " : "◐ poor "
        case .failure: ascii ? "x FAILS" : "✖ FAILS"
        }
    }
}
