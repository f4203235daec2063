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

/// Walks over the bytes of a text.
private struct TokenScan {
    private let text: String
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    mutating func tokens(limit: Int) -> [Token] {
        var tokens: [Token] = []
        var isJoined = false
        while index < bytes.count, tokens.count < limit {
            let start = index
            let (scalar, length) = scalar(at: index)
            if scalar.value <= 32 || scalar.isWhite {
                index += length
                isJoined = false
                continue
            }
            let kind: Token.Kind
            if isDigit(scalar) {
                skipNumber()
                kind = .number(number(text[place(start)..<place(index)]))
            } else if isLetter(scalar) {
                // In `1h30m` the digits are a new number; in `p95` they belong to the word.
                skipWord(wide: Tokens.isWide(scalar), withDigits: !(isJoined && tokens.last?.number != nil))
                kind = .word(String(decoding: FoldedText.fold(text[place(start)..<place(index)]).dropFirst().dropLast(), as: UTF8.self))
            } else {
                index += length
                kind = .sign(Character(scalar))
            }
            tokens.append(Token(kind: kind, range: place(start)..<place(index), isJoined: isJoined))
            isJoined = true
        }
        return tokens
    }

    private func place(_ offset: Int) -> String.Index { text.utf8.index(text.startIndex, offsetBy: offset) }

    private func scalar(at index: Int) -> (Unicode.Scalar, length: Int) {
        bytes[index] < 0x80
            ? (Unicode.Scalar(bytes[index]), 1) : bytes.withUnsafeBufferPointer { UTF8Sequence.scalar(in: $0, at: index) }
    }

    private func isDigit(_ scalar: Unicode.Scalar) -> Bool { (48...57).contains(scalar.value) }
    private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? (65...90).contains(scalar.value) || (97...122).contains(scalar.value) : scalar.properties.isAlphabetic
    }

    private mutating func skipWord(wide: Bool, withDigits: Bool) {
        while index < bytes.count {
            let (scalar, length) = scalar(at: index)
            let isPart =
                isLetter(scalar)
                ? Tokens.isWide(scalar) == wide
                : !wide && (scalar == "_" || withDigits && isDigit(scalar) || (0x300...0x36F).contains(scalar.value))
            guard isPart else { break }
            index += length
        }
    }

    private mutating func skipNumber() {
        while index < bytes.count {
            let byte = bytes[index]
            let isDigit = (0x30...0x39).contains(byte)
            let isPoint =
                (byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")) && index + 1 < bytes.count
                && (0x30...0x39).contains(bytes[index + 1])
            guard isDigit || isPoint else { break }
            index += 1
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
