import LaunchCore

/// Prose in pieces: numbers, words and signs, with their places in the text.
struct Token: Sendable {
    enum Kind: Sendable, Equatable {
        case number(Decimal)
        /// Folded: lowercase, without accents.
        case word(String)
        case sign(Character)
    }

    var kind: Kind
    var range: Range<String.Index>
    /// Nothing stands between it and the token before.
    var isJoined: Bool

    var word: String? { if case .word(let word) = kind { word } else { nil } }
    var number: Decimal? { if case .number(let number) = kind { number } else { nil } }
    func isSign(_ signs: String) -> Bool { if case .sign(let sign) = kind { signs.contains(sign) } else { false } }
}

enum Tokens {
    /// At most 400 of them: longer text is prose, and what matters stands at its start.
    static func of(_ text: String) -> [Token] {
        var scan = TokenScan(text)
        return scan.tokens(limit: 400)
    }

    /// Scripts that put no spaces between words.
    static func isWide(_ character: Character) -> Bool { character.unicodeScalars.first.map(isWide) ?? false }
    static func isWide(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x2E80 && scalar.value < 0x1F000 }
}

/// Walks over a text scalar by scalar.
private struct TokenScan {
    private let text: String
    private let scalars: String.UnicodeScalarView
    private var index: String.Index

    init(_ text: String) {
        self.text = text
        scalars = text.unicodeScalars
        index = scalars.startIndex
    }

    mutating func tokens(limit: Int) -> [Token] {
        var tokens: [Token] = []
        var isJoined = false
        while index < scalars.endIndex, tokens.count < limit {
            let start = index
            let scalar = scalars[index]
            if isSpace(scalar) {
                index = scalars.index(after: index)
                isJoined = false
                continue
            }
            let kind: Token.Kind
            if isDigit(scalar) {
                skipNumber()
                kind = .number(number(text[start..<index]))
            } else if isLetter(scalar) {
                // In `1h30m` the digits are a new number; in `p95` they belong to the word.
                skipWord(wide: Tokens.isWide(scalar), withDigits: !(isJoined && tokens.last?.number != nil))
                kind = .word(String(decoding: FoldedText.fold(text[start..<index]).dropFirst().dropLast(), as: UTF8.self))
            } else {
                index = scalars.index(after: index)
                kind = .sign(Character(scalar))
            }
            tokens.append(Token(kind: kind, range: start..<index, isJoined: isJoined))
            isJoined = true
        }
        return tokens
    }

    private func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.isASCII ? scalar.value <= 32 : scalar.properties.isWhitespace }
    private func isDigit(_ scalar: Unicode.Scalar) -> Bool { (48...57).contains(scalar.value) }
    private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? (65...90).contains(scalar.value) || (97...122).contains(scalar.value) : scalar.properties.isAlphabetic
    }

    private mutating func skipWord(wide: Bool, withDigits: Bool) {
        while index < scalars.endIndex {
            let scalar = scalars[index]
            let isPart =
                isLetter(scalar)
                ? Tokens.isWide(scalar) == wide
                : !wide && (scalar == "_" || withDigits && isDigit(scalar) || (0x300...0x36F).contains(scalar.value))
            guard isPart else { break }
            index = scalars.index(after: index)
        }
    }

    private mutating func skipNumber() {
        while index < scalars.endIndex {
            let scalar = scalars[index]
            let next = scalars.index(after: index)
            let isPoint = (scalar == "." || scalar == ",") && next < scalars.endIndex && isDigit(scalars[next])
            guard isDigit(scalar) || isPoint else { break }
            index = next
        }
    }

    /// `5,000` has three digits behind its comma; `0,5` is a decimal comma.
    private func number(_ text: Substring) -> Decimal {
        guard text.utf8.contains(UInt8(ascii: ",")) else { return Decimal(text: text) ?? .zero }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        if parts.count == 2, parts[1].count != 3, !text.utf8.contains(UInt8(ascii: ".")) {
            return Decimal(text: parts.joined(separator: ".")) ?? .zero
        }
        return Decimal(text: text) ?? .zero
    }
}
