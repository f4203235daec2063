/// What stands in a code fence: comments and the commands below each.
struct FenceReader {
    struct Line: Equatable {
        var text: String
        var line: Int
    }

    /// A block of comment lines and the commands that follow it.
    struct Group: Equatable {
        /// Without their `#`.
        var comments: [Line] = []
        var commands: [Line] = []
        /// Neither shell nor comment.
        var others: [Line] = []
        /// Commands stand behind a prompt here, and the others are what they printed.
        var isTranscript = false

        var isEmpty: Bool { comments.isEmpty && commands.isEmpty && others.isEmpty }
    }

    private var groups: [Group] = []
    private var current = Group()

    /// Nil where the fence holds no shell at all: another language, or no label and no known program.
    static func read(info: String, text: String, firstLine: Int) -> [Group]? {
        let language = info.prefix { !$0.isWhitespace && $0 != "{" && $0 != "," }.lowercased()
        guard shells.contains(language) || language.isEmpty else { return nil }
        var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            Substring(line.last == 0x0D ? line.dropLast() : line)
        }
        if lines.last == "" { lines.removeLast() }
        if language.isEmpty, !looksLikeShell(lines) { return nil }
        var reader = FenceReader()
        reader.read(lines, firstLine: firstLine)
        return reader.groups
    }

    private static let shells: Set<String> = [
        "bash", "sh", "shell", "zsh", "ksh", "fish", "console", "terminal", "shell-session", "shellsession", "bash-session", "cmd",
        "commandline",
        "powershell", "ps1", "pwsh",
    ]

    private mutating func read(_ lines: [Substring], firstLine: Int) {
        let isTranscript = lines.contains { $0.hasPrefix("$ ") }
        var index = 0
        var afterBlank = true
        while index < lines.count {
            let line = lines[index].unindented
            let number = firstLine + index
            if line.isEmpty {
                afterBlank = true
                index += 1
            } else if line.hasPrefix("#"), !line.hasPrefix("#!") {
                addComment(line, number, afterBlank: afterBlank)
                afterBlank = false
                index += 1
            } else {
                let end = isTranscript && !lines[index].hasPrefix("$ ") ? index + 1 : Self.endOfCommand(lines, from: index)
                let text = end == index + 1 ? String(lines[index]) : lines[index..<end].joined(separator: "\n")
                add(text, number, isTranscript: isTranscript)
                afterBlank = false
                index = end
            }
        }
        close()
    }

    private mutating func addComment(_ line: Substring, _ number: Int, afterBlank: Bool) {
        if !current.commands.isEmpty || !current.others.isEmpty || afterBlank && !current.comments.isEmpty { close() }
        let text = line.drop { $0 == "#" }.unindented
        let ruler = text.utf8.allSatisfy { "=-*#~_ ".utf8.contains($0) }
        if !ruler { current.comments.append(Line(text: String(text), line: number)) }
    }

    private mutating func add(_ text: String, _ number: Int, isTranscript: Bool) {
        var text = text
        while text.last == " " || text.last == "\t" { text.removeLast() }
        if isTranscript {
            // What a transcript shows without a prompt is output.
            current.isTranscript = true
            guard text.hasPrefix("$ ") else { return current.others.append(Line(text: text, line: number)) }
            text.removeFirst(2)
        }
        let isShell = Self.isShell(text)
        if isShell {
            current.commands.append(Line(text: text, line: number))
        } else {
            current.others.append(Line(text: text, line: number))
        }
    }

    private mutating func close() {
        if !current.isEmpty { groups.append(current) }
        current = Group()
    }
}
