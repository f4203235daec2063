import LaunchCore

/// What was found where a rollback would run, as it comes.
struct PreflightList {
    let findings: [PreflightFinding]

    func lines(width: Int) -> [Line] {
        findings.enumerated().flatMap { index, finding in
            let label = Line(index == 0 ? "Ready     " : "          ", .heading)
            let sign = finding.kind.sign
            let isSame = index > 0 && findings[index - 1].subject == finding.subject
            var line = label + Line("\(sign.glyph) ", sign.role, .bold)
            if !isSame { line.append("\(finding.subject): ", .text, .bold) }
            line.append(finding.words, finding.kind == .fine ? .text : sign.role)
            return line.wrapped(to: width, indent: 12)
        }
    }
}

extension PreflightFinding.Kind {
    var sign: Sign {
        switch self {
        case .waiting: Sign("◌", "asked", .pending)
        case .fine: Sign("✔", "fine", .good)
        case .warning: Sign("▲", "may go wrong", .warning)
        case .problem: Sign("✖", "cannot", .bad)
        }
    }
}
