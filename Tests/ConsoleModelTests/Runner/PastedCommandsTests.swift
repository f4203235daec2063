import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// What is left to be pasted does in a plain shell, wherever one stands, what the runner would have done: both are tried.
@Suite(.serialized) struct PastedCommandsTests {
    /// Texts that another shell, another directory or an open standard input would make something else of.
    private static let anywhere =
        [
            "cat", "echo plain words", "echo \"$((${BASH_VERSION%%.*} > 0))\"", "[[ abc == a* ]] && echo match",
            "a=(1 2 3); echo ${#a[@]}", #"echo 'it'"'"'s' back\\slash "*" '$HOME'"#, #"echo -e 'one\ttwo'"#, #"printf '%s|' one two"#,
            "if true; then\n  echo yes\nfi", "cat <<X\n  kept\tas it is\nX", "exit 0", "read line || echo nothing to read", "cd / && true",
            "false || echo after",
        ] + unprintable
    /// Bytes that a terminal would not show, or show as something else.
    private static let unprintable = [
        "cat <<-X\n\tindented\n\tX\necho and on", "printf %s 'a\u{202E}b\u{200B}' | od -An -c", "echo \"$((1 + 1))% '\u{1B}[31m' \\\\ é\"",
        "cat <<-X\n\tkept\u{A0}\r\n\tX\necho \"it's\u{7}!\"", "\u{FEFF} 2>/dev/null; echo $?",
        "echo ❤\u{FE0F} e\u{301}\u{301}\u{301}\u{301}\u{301}",
    ]
    /// On another host the home directory is where both begin, but not that of an sshd for tests.
    private static let inTheDirectory = [
        "pwd", "ls lib.sh", "source ./lib.sh && greet", "mkdir -p made && echo made", "test -e seen; echo $? >> seen; wc -l < seen",
    ]

    private static func prepare(_ directory: String) throws {
        try "greet() { echo hello; }\n".write(toFile: directory + "/lib.sh", atomically: false, encoding: .utf8)
    }

    /// What `sh` says to lines that are typed into it as they were shown.
    private static func paste(_ lines: [String], _ environment: SpawnEnvironment) throws -> String {
        let lines = lines.map { line in
            let shown = Printable.pasted(line)
            #expect(shown == line)
            return shown
        }
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.currentDirectoryURL = URL(filePath: "/")
        process.environment = environment.byName
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data((lines.joined(separator: "\n") + "\n").utf8))
        try input.fileHandleForWriting.close()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self)
    }

    private static func outputs(_ fixture: RunFixture, _ texts: [String]) -> String {
        texts.indices.map { fixture.text(step: $0) }.joined()
    }

    @Test func onThisHost() async throws {
        let (carriedOut, pasted) = (try RunFixture(), try RunFixture())
        for fixture in [carriedOut, pasted] { try Self.prepare(fixture.root) }
        let texts = Self.anywhere + Self.inTheDirectory
        try carriedOut.request(texts.map { .shell($0) })
        try carriedOut.launch()
        #expect(try await carriedOut.ended().state == .done)
        try pasted.request(texts.map { .shell($0) })
        let place = CommandPlace(in: pasted.root, ProcessFacts.environment())
        let lines = try #require(try pasted.run()).remainingCommands(in: place)
        let expected = Self.outputs(carriedOut, texts).replacing(carriedOut.root, with: pasted.root)
        let said = try Self.paste(lines, .inherited)
        #expect(said == expected)
    }

    @Test(.enabled(if: SSHServer.isInstalled)) func onAnotherHost() async throws {
        let (carriedOut, pasted) = (try RemoteFixture(), try RemoteFixture())
        try carriedOut.local.request(Self.anywhere.map { carriedOut.step($0) })
        try carriedOut.local.launch()
        #expect(try await carriedOut.local.ended().state == .done)
        try pasted.local.request(Self.anywhere.map { pasted.step($0) })
        let environment = ProcessFacts.environment().merging(["OPSCONSOLE_SSH": pasted.server.program]) { $1 }
        let lines = try #require(try pasted.local.run()).remainingCommands(in: CommandPlace(in: "/", environment))
        let expected = Self.outputs(carriedOut.local, Self.anywhere)
        let said = try Self.paste(lines, pasted.local.environment)
        #expect(said == expected)
    }
}

extension SpawnEnvironment {
    fileprivate var byName: [String: String] {
        let pairs = entries.map { $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init) }
        return Dictionary(pairs.map { ($0[0], $0.count > 1 ? $0[1] : "") }) { first, _ in first }
    }
}
