import Foundation
import Synchronization
import Testing

/// Compares a screen with its picture in the test's own source: a multi-line literal, written where the call is.
///
/// To take new pictures, by hand and with eyes open: `PICTURES=write swift test --filter NAME`, then look at the difference.
public func expectPicture(
    _ actual: String, _ expected: String, file: String = #filePath, sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
    guard actual != expected else { return }
    if ProcessInfo.processInfo.environment["PICTURES"] == "write" {
        PictureBook.rewrite(file, after: sourceLocation.line, with: actual)
    } else {
        Issue.record("the screen is not the picture; it shows\n\(differences(actual, expected))", sourceLocation: sourceLocation)
    }
}

/// The whole screen, with a mark before every line that differs.
private func differences(_ actual: String, _ expected: String) -> String {
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    return actual.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
        index < wanted.count && wanted[index] == line ? "  \(line)" : "≠ \(line)"
    }.joined(separator: "\n")
}

/// Writes pictures into test sources.
private enum PictureBook {
    /// How many lines were added below a line of the file as it was compiled.
    private static let shifts = Mutex<[String: [(line: Int, by: Int)]]>([:])

    static func rewrite(_ file: String, after line: Int, with picture: String) {
        shifts.withLock { shifts in
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return }
            var lines = text.components(separatedBy: "\n")
            let start = line - 1 + (shifts[file] ?? []).filter { $0.line < line }.map(\.by).reduce(0, +)
            guard let open = lines[start...].firstIndex(where: { $0.hasSuffix("\"\"\"") }),
                let close = lines[(open + 1)...].firstIndex(where: { $0.contains("\"\"\"") })
            else { return }
            let indent = String(lines[close].prefix { $0 == " " })
            let new = picture.components(separatedBy: "\n").map { $0.isEmpty ? "" : indent + $0 }
            lines.replaceSubrange(open + 1..<close, with: new)
            shifts[file, default: []].append((line, new.count - (close - open - 1)))
            try? lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        }
    }
}
