import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A command that verifies: one attempt runs it again and again, here or on another host, until it exits with 0 or its time is over.
enum RepeatedCommand {
    private static let mark = "[opsconsole: try "

    /// Shell text for one attempt. The command is run in a shell of its own each time: what it sets or where it goes is forgotten.
    static func text(_ command: String) -> String {
        """
        opsconsole_try=1
        while :; do
            (eval \(command.quotedForShell)) </dev/null
            opsconsole_status=$?
            echo "\(mark)$opsconsole_try, exit $opsconsole_status]"
            [ "$opsconsole_status" -ne 0 ] || exit 0
            opsconsole_try=$((opsconsole_try + 1))
            sleep 1
        done
        """
    }

    /// What it came to, in the words of a verification: how often it was tried, and the last line it wrote.
    static func judge(_ report: StepReport, log path: String) -> StepReport {
        var report = report
        switch report.outcome {
        case .exit(code: 0): report.outcome = .verified(evidence: words(endOf(path)) ?? "exit 0")
        case .timedOut: report.outcome = .notVerified(reason: words(endOf(path)) ?? "it did not end once")
        default: break
        }
        return report
    }

    /// `exit 7 at try 14: curl: (7) Failed to connect`
    static func words(_ output: String) -> String? {
        let lines = output.split(separator: "\n")
        guard let last = lines.lastIndex(where: { $0.hasPrefix(mark) }) else { return nil }
        let parts = lines[last].dropFirst(mark.count).split { ",] ".contains($0) }
        guard parts.count >= 3 else { return nil }
        let said = lines[..<last].last.flatMap { $0.hasPrefix(mark) ? nil : Printable.text(String($0), limit: 200) }
        return "exit \(parts[2])" + (parts[0] == "1" ? "" : " at try \(parts[0])") + (said.map { ": \($0)" } ?? "")
    }

    private static func endOf(_ path: String) -> String {
        guard let file = try? Descriptor(opening: path, O_RDONLY | O_NOFOLLOW) else { return "" }
        let size = lseek(file.number, 0, SEEK_END)
        lseek(file.number, max(0, size - 4096), SEEK_SET)
        return String(decoding: file.readSome(limit: 4096), as: UTF8.self)
    }
}
