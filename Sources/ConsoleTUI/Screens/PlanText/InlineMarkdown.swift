/// One line of Markdown as it is meant to look: bold, code and links without their signs. Nothing of it is hidden: the address of a
/// link stands behind its text.
struct InlineMarkdown {
    private let characters: [Character]
    private var index = 0
    private var plain = ""
    private var line = Line()
    private var role: Role
    private var attributes: Attributes

    static func line(_ text: some StringProtocol, _ role: Role = .text, _ attributes: Attributes = []) -> Line {
        var inline = InlineMarkdown(Array(text), role, attributes)
        return inline.read()
    }

    private init(_ characters: [Character], _ role: Role, _ attributes: Attributes) {
        self.characters = characters
        self.role = role
        self.attributes = attributes
    }

    private mutating func read() -> Line {
        while index < characters.count {
            switch characters[index] {
            case "\\" where isSign(index + 1): take(index + 1)
            case "`": if !code() { take(index) }
            case "*", "_": if !emphasis() { take(index) }
            case "[": if !link() { take(index) }
            case "h" where startsAddress(): address()
            default: take(index)
            }
        }
        flush()
        return line
    }

    private mutating func take(_ place: Int) {
        plain.append(characters[place])
        index = place + 1
    }

    private mutating func flush() {
        line.append(plain, role, attributes)
        plain = ""
    }

    private func isSign(_ place: Int) -> Bool { place < characters.count && "\\`*_[]()#|<>~-!.+".contains(characters[place]) }

    private func run(of sign: Character, from place: Int) -> Int {
        var end = place
        while end < characters.count, characters[end] == sign { end += 1 }
        return end - place
    }

    private mutating func code() -> Bool {
        let length = run(of: "`", from: index)
        var end = index + length
        while end < characters.count {
            guard characters[end] == "`" else {
                end += 1
                continue
            }
            let closing = run(of: "`", from: end)
            if closing == length {
                flush()
                line.append(String(characters[(index + length)..<end]), .code)
                index = end + closing
                return true
            }
            end += closing
        }
        return false
    }

    /// `**bold**`, `*leaning*`; an underscore inside a word is one.
    private mutating func emphasis() -> Bool {
        let sign = characters[index]
        let length = min(run(of: sign, from: index), 2)
        let start = index + length
        guard start < characters.count, !characters[start].isWhitespace else { return false }
        if sign == "_", index > 0, characters[index - 1].isLetter || characters[index - 1].isNumber { return false }
        var end = start + 1
        while end + length <= characters.count {
            let isClosing = characters[end..<(end + length)].allSatisfy { $0 == sign } && !characters[end - 1].isWhitespace
            let after = end + length < characters.count ? characters[end + length] : " "
            if isClosing, after != sign, sign == "*" || !after.isLetter && !after.isNumber { break }
            end += 1
        }
        guard end + length <= characters.count else { return false }
        flush()
        line.append(InlineMarkdown.line(String(characters[start..<end]), role, attributes.union(length == 2 ? .bold : .underline)))
        index = end + length
        return true
    }

    private mutating func link() -> Bool {
        guard let close = characters[index...].firstIndex(of: "]"), close + 1 < characters.count, characters[close + 1] == "(",
            let end = characters[(close + 1)...].firstIndex(of: ")")
        else { return false }
        if plain.last == "!" { plain.removeLast() }
        flush()
        let text = String(characters[(index + 1)..<close])
        let address = String(characters[(close + 2)..<end])
        line.append(InlineMarkdown.line(text, .link))
        if address != text, !address.isEmpty { line.append(" (\(address))", .muted) }
        index = end + 1
        return true
    }

    private func startsAddress() -> Bool {
        let rest = String(characters[index..<min(characters.count, index + 8)])
        return rest.hasPrefix("http://") || rest.hasPrefix("https://")
    }

    private mutating func address() {
        var end = index
        while end < characters.count, !characters[end].isWhitespace, !"<>\"'`|".contains(characters[end]) { end += 1 }
        while end > index, ".,;:!?)*_".contains(characters[end - 1]) { end -= 1 }
        flush()
        line.append(String(characters[index..<end]), .link)
        index = end
    }
}
