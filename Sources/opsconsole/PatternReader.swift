import ConsoleModel
import ConsoleTUI
import LaunchCore

/// What a search or filter typed on the screen means: a regular expression, in which case matters once a capital is typed.
enum PatternReader {
    static let read: TextPattern.Reader = { text in
        do throws(PatternError) {
            let pattern = try Pattern(text, ignoringCase: nil)
            return .success(TextPattern(text) { line, limit in ranges(of: pattern, in: line, limit: limit) })
        } catch {
            return .failure(Refusal("\(error)", instead: "mend the expression, or escape what is meant literally"))
        }
    }

    /// The same as a test, for what is not marked letter by letter.
    static let test: RecordView.Reading = { text in read(text).map { pattern in { pattern.matches($0) } } }

    private static func ranges(of pattern: Pattern, in line: String, limit: Int) -> [Range<String.Index>] {
        var line = line
        // A pattern that had to be stopped matches nothing here: the screen must not wait for it.
        let found = line.withUTF8 { bytes in (try? pattern.allMatches(in: UnsafeRawBufferPointer(bytes), limit: limit)) ?? [] }
        let utf8 = line.utf8
        return found.map { utf8.index(utf8.startIndex, offsetBy: $0.lowerBound)..<utf8.index(utf8.startIndex, offsetBy: $0.upperBound) }
    }
}
