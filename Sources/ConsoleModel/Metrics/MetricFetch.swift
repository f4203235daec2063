import LaunchCore

/// Gets one document over HTTP again and again, over a connection of its own.
struct MetricFetch: Sendable {
    private let question: Result<HTTPQuestion, Failure>
    private let conversation: HTTPConversation
    private let surroundings: Surroundings

    /// - Parameters:
    ///   - accept: the media types asked for.
    ///   - target: where to ask; what it throws is every fetch's failure.
    init(in surroundings: Surroundings, accept: String, limit: Int, target: () throws(Failure) -> HTTPTarget) {
        self.surroundings = surroundings
        conversation = HTTPConversation(in: surroundings)
        question = Result { () throws(Failure) in
            var question = HTTPQuestion(try target())
            question.bodyLimit = limit
            question.accept = accept
            return question
        }
    }

    /// - Parameter understand: is given the answer whatever its status, but whole.
    nonisolated(nonsending) func fetch(
        before deadline: Deadline, understand: @escaping @Sendable (HTTPAnswer) throws(Failure) -> DeliveredNumber
    ) async throws(Failure) -> DeliveredNumber {
        let question = try question.get()
        let answer = try await conversation.ask(question, before: deadline)
        if answer.isCutShort { throw Failure(.tooLarge, "the answer is larger than \(question.bodyLimit / 1024) KiB") }
        return try await surroundings.understand(answer.body.readableBytes) { () throws(Failure) in try understand(answer) }
    }

    func close() async { await conversation.close() }
}

extension HTTPAnswer {
    /// Throws for any status but success.
    func successful() throws(Failure) -> HTTPAnswer {
        if (200...299).contains(status) { return self }
        throw Failure(.status, "status \(status)" + (firstWords.map { ": \($0)" } ?? ""))
    }
}
