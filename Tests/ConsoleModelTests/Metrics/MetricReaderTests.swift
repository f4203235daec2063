import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct MetricReaderTests {
    private let bench = ProbeBench()

    private func measure(
        _ source: Metric.Source, unit: LaunchCore.Unit = .plain, scale: Decimal = Decimal(1), in bench: ProbeBench? = nil
    ) async throws -> Measurement.Outcome {
        let metric = Metric(
            name: "m", source: source, timeout: .seconds(30), unit: unit, scale: scale, location: PlanSample.location)
        let bench = bench ?? self.bench
        let reader = try #require(MetricReader(metric, in: bench.surroundings))
        let outcome = await bench.asThePoller { await reader.measure() }.outcome
        await reader.close()
        return outcome
    }

    // MARK: Prometheus

    private static func vector(_ samples: String) -> String {
        #"{"status": "success", "data": {"resultType": "vector", "result": [\#(samples)]}}"#
    }

    private static func sample(_ value: String, job: String = "a") -> String {
        #"{"metric": {"job": "\#(job)"}, "value": [1795269731.042, "\#(value)"]}"#
    }

    @Test func theQueryIsSentAsItIs() async throws {
        let server = try TestServer(.ok(Self.vector(Self.sample("0.05"))))
        let outcome = try await measure(.prometheus(url: server.url("/prom/"), query: "rate(a[5m])/rate(b[5m]) > 0 # é+"))
        #expect(outcome == .value(Decimal(significand: 5, exponent: -2)))
        let expected = "GET /prom/api/v1/query?query=rate%28a%5B5m%5D%29%2Frate%28b%5B5m%5D%29%20%3E%200%20%23%20%C3%A9%2B HTTP/1.1"
        #expect(server.requests.first?.hasPrefix(expected) == true)
    }

    @Test(arguments: [
        (vector(sample("1e+06")), Measurement.Outcome.value(Decimal(1_000_000))),
        (#"{"status": "success", "data": {"resultType": "scalar", "result": [1795269731, "42"]}}"#, .value(Decimal(42))),
        (vector(""), .failure(Failure(.missing, "the query has no result"))),
        (
            vector(sample("1") + "," + sample("2", job: "b")),
            .failure(Failure(.parse, #"the query has 2 results, such as {job="a"}; aggregate them into one"#))
        ),
        (vector(sample("NaN")), .failure(Failure(.parse, "the value is NaN: there was nothing to divide or compare"))),
        (vector(sample("+Inf")), .failure(Failure(.parse, "the value is infinite"))),
        (vector(sample("much")), .failure(Failure(.parse, "not a number: much"))),
        (
            #"{"status": "success", "data": {"resultType": "matrix", "result": []}}"#,
            .failure(Failure(.parse, "the query gives a matrix, not one value now"))
        ),
        (
            #"{"status": "error", "errorType": "bad_data", "error": "1:3: parse error\u001b[2J"}"#,
            .failure(Failure(.other, "Prometheus says: 1:3: parse error^[[2J"))
        ),
        ("<html>", .failure(Failure(.parse, "not the answer of a Prometheus"))),
        (#"{"ok": true}"#, .failure(Failure(.parse, "not the answer of a Prometheus"))),
    ])
    func aQueryComesToExactlyOneNumber(body: String, outcome: Measurement.Outcome) async throws {
        let server = try TestServer(.ok(body))
        #expect(try await measure(.prometheus(url: server.url(), query: "up")) == outcome)
    }

    @Test func anErrorOfPrometheusIsToldWhateverItsStatus() async throws {
        let server = try TestServer(.status(422, body: #"{"status": "error", "errorType": "execution", "error": "too many samples"}"#))
        let outcome = try await measure(.prometheus(url: server.url(), query: "up"))
        #expect(outcome == .failure(Failure(.other, "Prometheus says: too many samples")))
        let down = try TestServer(.status(502))
        #expect(try await measure(.prometheus(url: down.url(), query: "up")) == .failure(Failure(.status, "status 502")))
    }

    // MARK: Other sources

    @Test func aSeriesIsScraped() async throws {
        let server = try TestServer(.ok("# TYPE load gauge\nload 0.25\n", type: "text/plain"))
        let scrape = Metric.Source.scrape(url: server.url("/metrics"), metric: "load", labels: [:])
        #expect(try await measure(scrape) == .value(Decimal(significand: 25, exponent: -2)))
        let down = try TestServer(.status(503))
        #expect(
            try await measure(.scrape(url: down.url(), metric: "load", labels: [:])) == .failure(Failure(.status, "status 503")))
    }

    @Test(arguments: [
        ("42", LaunchCore.Unit.plain, Decimal(1), Measurement.Outcome.value(Decimal(42))),
        ("42", .ratio, Decimal(significand: 1, exponent: -2), .value(Decimal(significand: 42, exponent: -2))),
        (#""42%""#, .ratio, Decimal(significand: 1, exponent: -2), .value(Decimal(significand: 42, exponent: -2))),
        (#""42%""#, .plain, Decimal(1), .value(Decimal(significand: 42, exponent: -2))),
        (#""42""#, .ratio, Decimal(significand: 1, exponent: -2), .value(Decimal(significand: 42, exponent: -2))),
        (#""120ms""#, .seconds, Decimal(1), .value(Decimal(significand: 12, exponent: -2))),
        ("120", .seconds, Decimal(significand: 1, exponent: -3), .value(Decimal(significand: 12, exponent: -2))),
        ("0.1", .plain, Decimal(1), .value(Decimal(significand: 1, exponent: -1))),
        ("true", .plain, Decimal(1), .value(Decimal(1))),
        (#""120ms""#, .ratio, Decimal(1), .failure(Failure(.parse, "120ms is a time, expected a ratio"))),
        (#""lots""#, .plain, Decimal(1), .failure(Failure(.parse, "not a number: lots"))),
        ("null", .plain, Decimal(1), .failure(Failure(.parse, "/depth is null, not a number"))),
        ("[1]", .plain, Decimal(1), .failure(Failure(.parse, "/depth is a list, not a number"))),
        ("1e999", .plain, Decimal(1), .failure(Failure(.parse, "/depth is out of range: 1e999"))),
    ])
    func aValueComesInBaseUnits(json: String, unit: LaunchCore.Unit, scale: Decimal, outcome: Measurement.Outcome) async throws {
        let server = try TestServer(.ok(#"{"depth": \#(json)}"#))
        let measured = try await measure(.json(url: server.url(), at: "/depth"), unit: unit, scale: scale)
        #expect(measured == outcome)
    }

    @Test func aMissingValueIsAFailure() async throws {
        let server = try TestServer(.ok("{}"))
        #expect(try await measure(.json(url: server.url(), at: "/depth")) == .failure(Failure(.missing, "there is no /depth")))
    }

    @Test func aFileIsReadFromTheLaunchDirectory() async throws {
        let scratch = try ScratchDirectory()
        let bench = ProbeBench(directory: scratch.path)
        let source = Metric.Source.file(path: "cache.json", at: "/hit_rate")
        #expect(try await measure(source, in: bench) == .failure(Failure(.missing, "there is no \(scratch("cache.json"))")))
        #expect(await bench.probe(.exec("echo '{\"hit_rate\": 0.93}' > cache.json")).failure == nil)
        #expect(try await measure(source, in: bench) == .value(Decimal(significand: 93, exponent: -2)))
    }

    @Test(arguments: [
        ("echo ' 42%'", LaunchCore.Unit.ratio, Measurement.Outcome.value(Decimal(significand: 42, exponent: -2))),
        ("echo 'load average: 0.42, 0.50'", .plain, .value(Decimal(significand: 42, exponent: -2))),
        ("echo 7; exit 3", .plain, .failure(Failure(.exit, "exit 3: 7"))),
        ("echo none", .plain, .failure(Failure(.parse, "no number in what it printed: none"))),
        ("true", .plain, .failure(Failure(.parse, "the command printed nothing"))),
    ])
    func theFirstNumberACommandPrints(command: String, unit: LaunchCore.Unit, outcome: Measurement.Outcome) async throws {
        #expect(try await measure(.command(command), unit: unit) == outcome)
    }

    @Test(
        arguments: [
            ("42", "42"), ("Use%\n 42%", "42%"), ("load:0.42,", "0.42"), ("took=12ms", "12ms"), ("2026-11-21 14:02:11 5 errors", "5"),
            ("v1.2.3 on 10.0.0.1: 3", "3"), ("sda1 17", "17"), ("-3.5", "-3.5"), ("1.5e-05", "1.5e-05"), ("1,024 files", "1,024"),
            ("(99)", "99"),
            ("total: 8.", "8"), ("none", nil), ("", nil), ("1.2.3", nil),
        ] as [(String, String?)])
    func numbersInText(text: String, number: String?) {
        #expect(CommandOutput.firstNumber(in: text) == number)
    }

    @Test func secretsAreRedacted() async throws {
        var plan = Plan(name: "Test", id: "test")
        plan.secrets = ["hunter22"]
        let outcome = try await measure(.command("echo key hunter22 refused; exit 1"), in: ProbeBench(plan: plan))
        #expect(outcome == .failure(Failure(.exit, "exit 1: key [redacted] refused")))
    }
}
