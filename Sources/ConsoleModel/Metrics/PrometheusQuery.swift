import LaunchCore
import NIOCore

/// An instant query against the Prometheus API. It must come to exactly one sample: of several, none is the answer.
struct PrometheusQuery: MetricSource {
    private let fetch: MetricFetch

    static let limit = 1024 * 1024

    /// - Parameter url: where Prometheus stands: `http://prom:9090`, with its path prefix where it has one.
    init(url: String, query: String, in surroundings: Surroundings) {
        fetch = MetricFetch(in: surroundings, accept: "application/json", limit: Self.limit) { () throws(Failure) in
            var target = try HTTPTarget(url: url)
            let prefix = target.path.prefix { $0 != "?" }
            target.path = (prefix.hasSuffix("/") ? prefix.dropLast() : prefix) + "/api/v1/query?query=" + query.percentEncoded
            return target
        }
    }

    nonisolated(nonsending) func deliver(before deadline: Deadline) async throws(Failure) -> DeliveredNumber {
        try await fetch.fetch(before: deadline) { answer throws(Failure) in try Self.understand(answer) }
    }

    private static func understand(_ answer: HTTPAnswer) throws(Failure) -> DeliveredNumber {
        // Errors of a query come with a status of their own and their reason in the document.
        guard let document = try? JSONValue(answer.body.readableBytesView), document["status"] != nil else {
            _ = try answer.successful()
            throw Failure(.parse, "not the answer of a Prometheus")
        }
        return try sample(document)
    }

    func close() async { await fetch.close() }

    static func sample(_ document: JSONValue) throws(Failure) -> DeliveredNumber {
        guard document["status"]?.text == "success" else {
            let error = document["error"]?.text ?? "no reason given"
            throw Failure(.other, "Prometheus says: \(Printable.text(error, limit: 150))")
        }
        let result = document.at("/data/result")
        switch document.at("/data/resultType")?.text {
        case "scalar": return try value(result)
        case "vector":
            let samples = result?.array ?? []
            guard let first = samples.first else { throw Failure(.missing, "the query has no result") }
            guard samples.count == 1 else {
                throw Failure(.parse, "the query has \(samples.count) results, such as \(labels(first)); aggregate them into one")
            }
            return try value(first["value"])
        case let type?: throw Failure(.parse, "the query gives a \(Printable.text(type, limit: 20)), not one value now")
        case nil: throw Failure(.parse, "not the answer of a Prometheus")
        }
    }

    /// `[time, "value"]`.
    private static func value(_ sample: JSONValue?) throws(Failure) -> DeliveredNumber {
        guard let text = sample?.at("/1")?.text else { throw Failure(.parse, "the sample has no value; histograms are not read") }
        return try DeliveredNumber(sample: text)
    }

    private static func labels(_ sample: JSONValue) -> String {
        guard case .object(let labels)? = sample["metric"] else { return "{}" }
        let pairs = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value.text ?? "")\"" }
        return Printable.text("{\(pairs.joined(separator: ","))}", limit: 80)
    }
}
