/// Turns the bytes a terminal sends into keys. Time is passed in: an Escape that nothing follows is a key of its own only after
/// a while, because the keys of most terminals begin with it.
public struct KeyDecoder: Sendable {
    /// How long after an Escape its sequence may still come.
    public static let patience = Duration.milliseconds(25)
    /// How long the rest of a sequence that has begun may take, over a slow link in pieces.
    public static let longPatience = Duration.milliseconds(250)

    /// How long a paste may pause before it is taken to have ended, lest a lost end swallow every key from then on.
    public static let pastePatience = Duration.seconds(2)
    /// How long the rest of a sequence may take that may be an answer: pieces of it are never to be keys.
    public static let answerPatience = Duration.seconds(2)

    /// When `expire` should be called because what has come may be all there is; nil while nothing is half read.
    public private(set) var deadline: Duration?
    /// Whether the terminal has been asked for a sign of life: the rest of what may become its answer is then waited for longer.
    public var expectsAnswer = false
    /// Signs of life (`ESC[0n`) that came among the keys.
    private var answers = 0

    var paste: PasteBuffer?
    private var bytes: [UInt8] = []
    private let sequences: [[UInt8]: Key]

    /// - Parameter sequences: what the terminal's own description says its keys send; goes before what is known of terminals at large.
    public init(sequences: [[UInt8]: Key] = [:]) {
        self.sequences = sequences.filter { ($0.key.first == 0x1b && $0.key.count > 1) }
    }

    /// Takes what was read and answers the keys that are complete.
    public mutating func feed(_ new: some Sequence<UInt8>, at uptime: Duration) -> [Key] {
        // An Escape whose time was up when something else came: the two are no key together, whatever kept us from seeing to the first.
        var keys: [Key] = []
        if bytes == [0x1b], let deadline, uptime >= deadline, let next = new.first(where: { _ in true }), !Self.beginsSequence(next) {
            keys = decode(at: uptime, final: true)
        }
        bytes.append(contentsOf: new)
        return keys + decode(at: uptime, final: false)
    }

    /// What follows the Escape in sequences that come in pieces: `[`, `O`.
    private static func beginsSequence(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "[") || byte == UInt8(ascii: "O") }

    /// How many signs of life came since the last call.
    public mutating func takeAnswers() -> Int {
        defer { answers = 0 }
        return answers
    }

    /// Takes what is half read as it is, when its time is up.
    public mutating func expire(at uptime: Duration) -> [Key] {
        guard let deadline, uptime >= deadline else { return [] }
        return decode(at: uptime, final: true)
    }

    private mutating func decode(at uptime: Duration, final: Bool) -> [Key] {
        var keys: [Key] = []
        var rest = bytes[...]
        deadline = nil
        while !rest.isEmpty {
            if paste != nil {
                guard let key = takePaste(&rest) else { break }
                keys.append(key)
                continue
            }
            switch step(rest, final: final) {
            case .key(let key, let length):
                keys.append(key)
                rest = rest.dropFirst(length)
            case .skip(let length):
                rest = rest.dropFirst(length)
            case .answer(let length):
                rest = rest.dropFirst(length)
                answers += 1
            case .paste(let length):
                rest = rest.dropFirst(length)
                paste = PasteBuffer()
            case .more:
                deadline = uptime + patience(for: rest)
                bytes = Array(rest)
                return keys
            }
        }
        bytes = []
        if let unfinished = paste {
            deadline = final ? nil : uptime + Self.pastePatience
            if final {
                paste = nil
                keys.append(.paste(unfinished.text))
            }
        }
        return keys
    }

    private func patience(for rest: ArraySlice<UInt8>) -> Duration {
        if rest.count == 1 { return Self.patience }
        return expectsAnswer && Self.answer.starts(with: rest) ? Self.answerPatience : Self.longPatience
    }

    /// Adds to a paste that has begun; answers it when its end has come.
    private mutating func takePaste(_ rest: inout ArraySlice<UInt8>) -> Key? {
        while let byte = rest.popFirst() {
            if paste?.append(byte) == true {
                defer { paste = nil }
                if expectsAnswer { answers += paste?.removeAnswers() ?? 0 }
                return paste.map { .paste($0.text) }
            }
        }
        return nil
    }

    enum Step {
        case key(Key, Int)
        /// A sign of life, so many bytes long.
        case answer(Int)
        /// Nothing we know; drop that many bytes.
        case skip(Int)
        /// A paste begins after that many bytes.
        case paste(Int)
        /// Not whole yet.
        case more
    }

    private func step(_ rest: ArraySlice<UInt8>, final: Bool) -> Step {
        let first = rest[rest.startIndex]
        switch first {
        case 0x1b: return escape(rest, final: final)
        case 0x0d: return .key(.enter, 1)
        case 0x09: return .key(.tab, 1)
        case 0x08, 0x7f: return .key(.backspace, 1)
        case 0x00: return .key(.control(" "), 1)
        case 0x01..<0x1b: return .key(.control(Character(Unicode.Scalar(first + 0x60))), 1)
        case 0x1c..<0x20: return .key(.control(Character(Unicode.Scalar(first + 0x40))), 1)
        default: return Self.character(rest, final: final)
        }
    }

    private func escape(_ rest: ArraySlice<UInt8>, final: Bool) -> Step {
        guard rest.count > 1 else { return final ? .key(.escape, 1) : .more }
        if let step = described(rest, final: final) { return step }
        switch rest[rest.startIndex + 1] {
        case UInt8(ascii: "["): return Self.controlSequence(rest, final: final)
        case UInt8(ascii: "O"): return Self.singleShift(rest, final: final)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"): return Self.string(rest, final: final)
        case 0x1b, 0x00..<0x20, 0x7f: return .key(.escape, 1)
        default: break
        }
        switch Self.character(rest.dropFirst(), final: final) {
        case .key(.character(let character), let length): return .key(.alt(character), length + 1)
        case .key(_, let length), .skip(let length), .paste(let length), .answer(let length): return .skip(length + 1)
        case .more: return .more
        }
    }

    /// A key of the terminal's own description, if the bytes are one or may become one.
    private func described(_ rest: ArraySlice<UInt8>, final: Bool) -> Step? {
        for (sequence, key) in sequences where rest.starts(with: sequence) { return .key(key, sequence.count) }
        if !final, sequences.keys.contains(where: { $0.starts(with: rest) }) { return .more }
        return nil
    }

    /// One character of UTF-8; U+FFFD for bytes that are none.
    static func character(_ rest: ArraySlice<UInt8>, final: Bool) -> Step {
        let first = rest[rest.startIndex]
        let length: Int
        switch first {
        case 0x20..<0x7f: return .key(.character(Character(Unicode.Scalar(first))), 1)
        case 0xc2..<0xe0: length = 2
        case 0xe0..<0xf0: length = 3
        case 0xf0..<0xf5: length = 4
        default: return .key(.character("\u{fffd}"), 1)
        }
        let following = rest.dropFirst().prefix(length - 1)
        if let bad = following.firstIndex(where: { $0 & 0xc0 != 0x80 }) { return .key(.character("\u{fffd}"), bad - rest.startIndex) }
        guard following.count == length - 1 else { return final ? .key(.character("\u{fffd}"), rest.count) : .more }
        let text = String(decoding: rest.prefix(length), as: UTF8.self)
        return .key(.character(text.first ?? "\u{fffd}"), length)
    }
}
