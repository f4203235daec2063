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
        var tokens: [Token] = []
        var index = text.startIndex
        var isJoined = false
        while index < text.endIndex, tokens.count < 400 {
            let start = index
            let character = text[index]
            if character.isWhitespace {
                index = text.index(after: index)
                isJoined = false
                continue
            }
            let kind: Token.Kind
            if character.isASCII, character.isNumber {
                index = endOfNumber(text, from: index)
                kind = .number(number(text[start..<index]))
            } else if character.isLetter {
                // In `1h30m` the digits are a new number; in `p95` they belong to the word.
                let follows = isJoined && tokens.last?.number != nil
                index = endOfWord(text, from: index, withDigits: !follows)
                kind = .word(word(text[start..<index]))
            } else {
                index = text.index(after: index)
                kind = .sign(character)
            }
            tokens.append(Token(kind: kind, range: start..<index, isJoined: isJoined))
            isJoined = true
        }
        return tokens
    }

    private static func word(_ text: Substring) -> String {
        String(decoding: FoldedText.fold(text).dropFirst().dropLast(), as: UTF8.self)
    }

    private static func endOfWord(_ text: String, from start: String.Index, withDigits: Bool) -> String.Index {
        let wide = isWide(text[start])
        var index = text.index(after: start)
        while index < text.endIndex {
            let character = text[index]
            let goesOn =
                character.isLetter && isWide(character) == wide
                || !wide && (character == "_" || withDigits && character.isASCII && character.isNumber)
            guard goesOn else { break }
            index = text.index(after: index)
        }
        return index
    }

    /// Scripts that put no spaces between words.
    static func isWide(_ character: Character) -> Bool { character.unicodeScalars.first.map { $0.value >= 0x2E80 } ?? false }

    private static func endOfNumber(_ text: String, from start: String.Index) -> String.Index {
        var index = start
        while index < text.endIndex {
            let character = text[index]
            if character.isASCII, character.isNumber {
                index = text.index(after: index)
            } else if character == "." || character == ",", let next = text[index...].dropFirst().first, next.isASCII, next.isNumber {
                index = text.index(after: index)
            } else {
                break
            }
        }
        return index
    }

    /// `5,000` has three digits behind its comma; `0,5` is a decimal comma.
    private static func number(_ text: Substring) -> Decimal {
        var digits = String(text)
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        if parts.count == 2, parts[1].count != 3, !text.contains(".") { digits = parts.joined(separator: ".") }
        return Decimal(text: digits) ?? .zero
    }
}
