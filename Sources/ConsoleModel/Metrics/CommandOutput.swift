import LaunchCore

/// The first number a command prints. A command that fails delivers nothing, whatever it printed.
struct CommandOutput: MetricSource {
    private let command: ShellCommand

    init(text: String, in surroundings: Surroundings) { command = ShellCommand(text: text, surroundings: surroundings) }

    nonisolated(nonsending) func deliver(before deadline: Deadline) async throws(Failure) -> DeliveredNumber {
        let output = try await command.run(before: deadline)
        if let failure = output.failure { throw failure }
        let text = String(decoding: output.standardOutput, as: UTF8.self)
        guard let number = Self.firstNumber(in: text) else {
            let line = text.split(whereSeparator: \.isNewline).first.map { Printable.text(String($0), limit: 80) } ?? ""
            throw Failure(.parse, line.isEmpty ? "the command printed nothing" : "no number in what it printed: \(line)")
        }
        return .text(number)
    }

    func close() {}

    /// The first word that is a number, with the unit it carries: ` 42%` of `df`, `0.42` of `load: 0.42,`, `12ms` of `took=12ms`.
    /// Dates, versions and addresses are no numbers.
    static func firstNumber(in text: String) -> String? {
        for word in text.split(whereSeparator: { $0.isWhitespace || "=()[]|;\"'".contains($0) }) {
            let rest = word.contains { $0.isNumber } ? trimmed(word) : ""
            if Decimal(text: rest) != nil || Quantity(text: rest) != nil { return String(rest) }
        }
        return nil
    }

    /// Without the name before a colon and the punctuation behind.
    private static func trimmed(_ word: Substring) -> Substring {
        var rest = word
        if let colon = rest.firstIndex(of: ":"), let first = rest.first, first.isLetter { rest = rest[rest.index(after: colon)...] }
        while let last = rest.last, ".,:!".contains(last) { rest.removeLast() }
        return rest
    }
}
