import LaunchCore

/// What can be told of a command from its text.
enum ShellText {
    static func command(_ text: String, host: String? = nil, timeout: Duration? = nil, location: SourceLocation) -> Command {
        let commands = simpleCommands(in: text)
        return Command(
            text: text, host: host, timeout: timeout, placeholders: placeholders(in: text), destructive: isDestructive(text, commands),
            interactive: isInteractive(commands), location: location)
    }

    /// Blanks to fill: `<commit_hash>`, `{{ version }}`, `[VERSION]`, `YOUR_TOKEN`; each once, in order, as written.
    static func placeholders(in text: String) -> [String] {
        guard text.hasByte(startsBlank) else { return [] }
        let isPlain = !text.hasByte { $0 >= 0x80 }
        var found: [String] = []
        func add(_ blank: Substring) { if !found.contains(String(blank)) { found.append(String(blank)) } }
        var index = text.startIndex
        while index < text.endIndex {
            if isPlain, !startsBlank(text.utf8[index]) {
                index = text.utf8.index(after: index)
                continue
            }
            let rest = text[index...]
            if let blank = angled(rest) ?? braced(rest) ?? bracketed(rest) ?? (isWordStart(text, index) ? shouted(rest) : nil) {
                add(blank)
                index = blank.endIndex
            } else {
                index = text.index(after: index)
            }
        }
        return found
    }

    private static func startsBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "<") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") || byte | 0x20 == UInt8(ascii: "y")
    }

    private static func isWordStart(_ text: String, _ index: String.Index) -> Bool {
        guard index > text.startIndex else { return true }
        let before = text[text.index(before: index)]
        return !(before.isLetter || before.isNumber || before == "_" || before == "$" || before == "{")
    }

    private static func angled(_ rest: Substring) -> Substring? {
        guard rest.first == "<", let first = rest.dropFirst().first, first.isLetter else { return nil }
        guard let end = rest.firstIndex(of: ">") else { return nil }
        let name = rest[..<end].dropFirst()
        guard name.count <= 60, name.allSatisfy({ $0.isLetter || $0.isNumber || " _-./:|".contains($0) }), name.last != " " else {
            return nil
        }
        return rest[...end]
    }

    /// `{{ version }}`; a template's own `{{.Names}}` is no blank.
    private static func braced(_ rest: Substring) -> Substring? {
        guard rest.hasPrefix("{{") else { return nil }
        var end = rest.index(rest.startIndex, offsetBy: 2)
        while end < rest.endIndex, !rest[end...].hasPrefix("}}") { end = rest.index(after: end) }
        guard end < rest.endIndex else { return nil }
        let name = rest[..<end].dropFirst(2).drop(while: \.isWhitespace)
        guard let first = name.first, first.isLetter || first == "_", !name.hasPrefix("range "), !name.hasPrefix("if ") else { return nil }
        guard !name.hasPrefix("end"), !name.contains(".") || name.contains(" ") else { return nil }
        return rest[...rest.index(after: end)]
    }

    private static func bracketed(_ rest: Substring) -> Substring? {
        guard rest.first == "[", let end = rest.firstIndex(of: "]") else { return nil }
        let name = rest[..<end].dropFirst()
        guard name.count >= 3, name.count <= 40, name.allSatisfy({ $0.isUppercase || $0.isNumber || "_- ".contains($0) }) else {
            return nil
        }
        guard let first = name.first, let last = name.last, first.isLetter, last != " ", last != "-" else { return nil }
        return rest[...end]
    }

    private static func shouted(_ rest: Substring) -> Substring? {
        guard rest.hasPrefix("YOUR_") || rest.hasPrefix("your-") || rest.hasPrefix("YOUR-") else { return nil }
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        return name.count > 5 ? name : nil
    }
}
