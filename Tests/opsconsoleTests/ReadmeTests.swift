import ConsoleTestKit
import ConsoleTUI
import Testing

@testable import opsconsole

/// The picture in README.md is what the program draws today. After a change that is meant: `PICTURES=write swift test --filter ReadmeTests`.
@Suite struct ReadmeTests {
    private static let opening = "<!-- picture: firing 120x30 -->\n```text\n"

    private var picture: String {
        let screen = ConsoleDriver(.firing, width: 120, height: 30).screen
        let lines = screen.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        return lines.joined(separator: "\n") + "\n"
    }

    @Test func thePictureIsWhatTheProgramDraws() throws {
        let text = try RepositoryFile.text("README.md")
        let start = try #require(text.range(of: Self.opening)?.upperBound)
        let end = try #require(text.range(of: "```\n", in: start)?.lowerBound)
        if text[start..<end] != picture, RepositoryFile.isRewriting {
            try RepositoryFile.write(text[..<start] + picture + text[end...], to: "README.md")
        } else {
            #expect(text[start..<end] == picture, "README.md is stale; run: make docs")
        }
    }
}

extension String {
    /// The first place of `part` at or after `start`.
    fileprivate func range(of part: String, in start: Index? = nil) -> Range<Index>? {
        var place = start ?? startIndex
        while place < endIndex {
            if self[place...].hasPrefix(part) { return place..<index(place, offsetBy: part.count) }
            place = index(after: place)
        }
        return nil
    }
}
