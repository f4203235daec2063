/// One question of a form.
struct Field: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case text
        /// Of a file to be written.
        case path
        /// One of several, the first unless another is chosen.
        case choice([String])
    }

    enum Requirement: Hashable, Sendable {
        case optional
        /// Something must be said; the words tell why it is asked.
        case needed(String)
        /// Exactly this word must be typed.
        case word(String)
    }

    let label: String
    let kind: Kind
    let requirement: Requirement
    var text = TextField()
    var chosen = 0

    init(_ label: String, _ requirement: Requirement = .optional, text: String = "") {
        self.label = label
        kind = .text
        self.requirement = requirement
        self.text = TextField(text)
    }

    init(path label: String, _ requirement: Requirement, text: String) {
        self.label = label
        kind = .path
        self.requirement = requirement
        self.text = TextField(text)
    }

    init(_ label: String, choices: [String]) {
        self.label = label
        kind = .choice(choices)
        requirement = .optional
    }

    var value: String { text.text }
    var isTyped: Bool { if case .choice = kind { false } else { true } }

    /// What is still wrong with the answer, in words.
    var problem: String? {
        switch requirement {
        case .optional: nil
        case .needed(let why): text.isBlank ? why : nil
        case .word(let word): value == word ? nil : "type \(word) exactly, or Esc to leave it"
        }
    }

    mutating func handle(_ key: Key) -> Bool {
        guard case .choice(let choices) = kind else { return text.handle(key) }
        switch key {
        case .right, .character(" "): chosen = (chosen + 1) % choices.count
        case .left: chosen = (chosen + choices.count - 1) % choices.count
        case .character(let character):
            if let index = choices.firstIndex(where: { $0.hasPrefix(String(character)) }) {
                chosen = index
            } else if character == "l" {
                chosen = (chosen + 1) % choices.count
            } else {
                return false
            }
        default: return false
        }
        return true
    }
}
