import LaunchCore
import NIOCore

/// A number in a JSON document that a server gives.
struct JSONOverHTTP: MetricSource {
    private let fetch: MetricFetch
    private let pointer: String

    static let limit = 1024 * 1024

    init(url: String, pointer: String, in surroundings: Surroundings) {
        self.pointer = pointer
        fetch = MetricFetch(in: surroundings, accept: "application/json", limit: Self.limit) { () throws(Failure) in
            try HTTPTarget(url: url)
        }
    }

    nonisolated(nonsending) func deliver(before deadline: Deadline) async throws(Failure) -> DeliveredNumber {
        try await fetch.fetch(before: deadline) { [pointer] answer throws(Failure) in
            try JSONValue(answer.successful().body.readableBytesView).number(at: pointer)
        }
    }

    func close() async { await fetch.close() }
}

extension JSONValue {
    func number(at pointer: String) throws(Failure) -> DeliveredNumber {
        guard let value = at(pointer) else { throw Failure(.missing, "there is no \(Printable.text(pointer, limit: 60))") }
        return try DeliveredNumber(value, at: pointer)
    }
}
