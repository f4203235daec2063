import LaunchCore

/// What `expect` asks of a body, and the version it names. The pattern is compiled once.
struct BodyCheck: Sendable {
    private let pattern: Result<Pattern, PatternError>?
    /// Sorted, so that the same body always fails with the same words.
    private let json: [(pointer: String, expected: String)]
    private let versionPointer: String?

    init(_ expect: Expectation, versionPointer: String?) {
        pattern = expect.body.map { text in Result { () throws(PatternError) in try Pattern(text) } }
        json = expect.json.sorted { $0.key < $1.key }.map { (pointer: $0.key, expected: $0.value) }
        self.versionPointer = versionPointer
    }

    /// The version in a body that is as expected; nil where none is asked for or found. Throws what is not as expected.
    func version(in body: some Collection<UInt8>, isCutShort: Bool) throws(Failure) -> String? {
        try matchPattern(body, isCutShort)
        guard !json.isEmpty || versionPointer != nil else { return nil }
        let document: JSONValue
        do throws(Failure) {
            if isCutShort { throw Failure(.tooLarge, "the body is too large to be read as JSON") }
            document = try JSONValue(body)
        } catch {
            if json.isEmpty { return nil }
            throw error
        }
        for (pointer, expected) in json { try match(document, pointer, expected) }
        return versionPointer.flatMap { document.at($0)?.text }
    }

    private func matchPattern(_ body: some Collection<UInt8>, _ isCutShort: Bool) throws(Failure) {
        guard let pattern else { return }
        let found: Bool, text: String
        do {
            let pattern = try pattern.get()
            text = Printable.text(pattern.text, limit: 60)
            found = try pattern.matches(Array(body))
        } catch {
            throw Failure(.other, "expect.body: \(error)")
        }
        if !found { throw Failure(.body, "no match for /\(text)/ in the \(isCutShort ? "first part of the body" : "body")") }
    }

    private func match(_ document: JSONValue, _ pointer: String, _ expected: String) throws(Failure) {
        let name = Printable.text(pointer, limit: 60)
        guard let value = document.at(pointer) else { throw Failure(.body, "the body has no \(name), expected \(expected)") }
        if value.text == expected { return }
        // 1 and 1.0 are the same number.
        if let number = value.decimal, number == Decimal(text: expected) { return }
        throw Failure(.body, "\(name) is \(value.text.map { Printable.text($0, limit: 60) } ?? value.kind), expected \(expected)")
    }
}
