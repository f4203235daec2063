import LaunchCore
import NIOCore

/// Healthy when an HTTP server answers with an expected status and body.
struct HTTPProbe: Probe {
    private let question: Result<HTTPQuestion, Failure>
    private let expect: Expectation
    private let check: BodyCheck
    private let conversation: HTTPConversation

    /// - Parameter target: where to ask; what it throws is every probe's failure.
    init(_ service: Service, in surroundings: Surroundings, target: () throws(Failure) -> HTTPTarget) {
        expect = service.expect
        check = BodyCheck(service.expect, versionPointer: service.versionPointer)
        conversation = HTTPConversation(in: surroundings)
        question = Result { () throws(Failure) in
            var question = HTTPQuestion(try target())
            question.verifiesTLS = service.verifiesTLS
            question.accepted = service.expect.status
            return question
        }
    }

    nonisolated(nonsending) func ask(before deadline: Deadline) async throws(Failure) -> ProbeAnswer {
        let answer = try await conversation.ask(question.get(), before: deadline)
        guard expect.status.contains(where: { $0.contains(answer.status) }) else { throw unexpected(answer) }
        let version = try check.version(in: answer.body.readableBytesView, isCutShort: answer.isCutShort)
        return ProbeAnswer(version: version, certificate: answer.certificate)
    }

    func close() async { await conversation.close() }

    private func unexpected(_ answer: HTTPAnswer) -> Failure {
        let ranges = expect.status.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
        var words = "status \(answer.status), expected \(ranges.joined(separator: ", "))"
        if let end = answer.redirectedTo { words += ", redirected to \(end.text)" }
        if let said = answer.firstWords { words += ": \(said)" }
        return Failure(.status, words)
    }
}
