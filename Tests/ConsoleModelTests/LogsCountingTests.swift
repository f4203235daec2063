import ConsoleModel
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct LogsCountingTests {
    @Test func everyLineIsCountedShownOrNot() throws {
        let log = try LogsCase { try $0.append("ECONNREFUSED of before\n") }
        let counter = try #require(log.store.count(try Pattern("ECONNREFUSED|too many"), in: "app", over: .seconds(60)))
        let block = (0..<1000).map { $0 % 10 == 0 ? "ECONNREFUSED \($0)\n" : "fine \($0)\n" }.joined()
        for _ in 0..<50 { try log.append(block) }
        log.wait { log.total == 50_000 }
        #expect(try counter.count(now: SystemClock.now().uptime) == 5_000)
        #expect(log.store.count(try Pattern("x"), in: "other", over: .seconds(1)) == nil)
    }

    @Test func aCountSlides() throws {
        var count = SlidingCount(span: 60_000)
        count.add(5, now: 1_000_000)
        count.add(2, now: 1_030_000)
        #expect(count.total(now: 1_030_000) == 7)
        #expect(count.total(now: 1_059_999) == 7)
        #expect(count.total(now: 1_060_200) == 2)
        #expect(count.total(now: 9_000_000) == 0)
    }

    @Test func aRateIsPerSecondOfWhatHasPassed() throws {
        let counter = LogCounter(pattern: try Pattern("x"), over: .seconds(60), now: 1_000_000)
        counter.add(30, now: 1_010_000)
        #expect(try counter.rate(now: .seconds(1010)) == 3)
        #expect(try counter.rate(now: .seconds(1060)) == 0.5)
        #expect(try counter.rate(now: .seconds(2000)) == 0)
    }

    @Test func metricsOfAPlanAreMeasuredOrFail() throws {
        let log = try LogsCase()
        try log.append("x\n")
        var plan = Plan(name: "demo", id: "demo")
        let place = SourceLocation(file: "launch.yaml", line: 1, column: 1)
        plan.logs = [
            LogSource(name: "app", origin: .file(log.path), location: place),
            LogSource(name: "none", origin: .file("/nowhere/at.all"), location: place),
        ]
        plan.metrics = [("errors", "app", "E\\d+"), ("lost", "none", "x"), ("bad", "app", "(")].map { name, source, pattern in
            let source = Metric.Source.log(name: source, matches: pattern, of: nil, over: .seconds(600), measure: .count)
            return Metric(name: name, source: source, location: place)
        }
        let metrics = try LogMetrics(plan: plan, directory: "/")
        defer { metrics.close() }
        func outcome(_ name: String, after: Duration = .zero) throws -> LaunchCore.Measurement.Outcome {
            let metric = try #require(plan.metric(name))
            return try #require(metrics.measure(metric, at: SystemClock.now().advanced(by: after))).outcome
        }
        log.wait { (try? outcome("errors")) == .value(Decimal(0)) }
        try log.append("E42\nfine\nE7\n")
        log.wait { (try? outcome("errors")) == .value(Decimal(2)) }
        #expect(try outcome("lost", after: Duration.seconds(6)) == .failure(Failure(.missing, "waiting for /nowhere/at.all to appear")))
        guard case .failure(let failure) = try outcome("bad") else { return #expect(Bool(false), "a bad pattern must fail") }
        #expect(failure.kind == .parse)
    }

    @Test func aRatioIsOfWhatMatchesAnotherPattern() throws {
        let log = try LogsCase()
        try log.append("x\n")
        var plan = Plan(name: "demo", id: "demo")
        let place = SourceLocation(file: "launch.yaml", line: 1, column: 1)
        plan.logs = [LogSource(name: "app", origin: .file(log.path), location: place)]
        let source = Metric.Source.log(name: "app", matches: " 5\\d\\d$", of: "^GET", over: .seconds(600), measure: .ratio)
        let metric = Metric(name: "share", source: source, location: place)
        plan.metrics = [metric]
        let metrics = try LogMetrics(plan: plan, directory: "/")
        defer { metrics.close() }
        func outcome() -> LaunchCore.Measurement.Outcome? { metrics.measure(metric, at: SystemClock.now())?.outcome }
        log.wait { outcome() == .failure(Failure(.missing, "no line matched ^GET")) }
        try log.append("GET / 200\nGET / 503\nGET / 200\nGET / 200\nother\n")
        log.wait { outcome() == .value(Decimal(significand: 25, exponent: -2)) }
    }

    @Test func aPatternWithoutEndIsGivenUpAndSaid() throws {
        let log = try LogsCase()
        let counter = try #require(log.store.count(try Pattern("(a+)+$"), in: "app", over: .seconds(60)))
        try log.append(String(repeating: String(repeating: "a", count: 40) + "!\n", count: 5000))
        log.wait { log.total == 5000 }
        #expect(throws: PatternError.stopped) { try counter.count(now: SystemClock.now().uptime) }
    }

    @Test(arguments: [
        ("2026-01-02 03:04:05.678 ERROR [worker-0] x", LogLine.Severity.error), ("2026-01-02 INFO an ERROR was handled", .info),
        ("[error] 12#0: *3 open() failed", .error), ("2026/01/02 03:04:05 [warn] 12#0", .warning), ("level=warn msg=\"error\"", .warning),
        (#"{"msg":"error: x","level":"info"}"#, .info), (#"{"level":50,"msg":"x"}"#, .error), (#"{"severity": "CRITICAL"}"#, .fatal),
        ("E0102 03:04:05.678901 12 main.go:3] x", .error), (#"1.2.3.4 - - [x] "GET / HTTP/1.1" 503 12"#, .warning),
        (#"1.2.3.4 - - [x] "GET / HTTP/1.1" 200 12"#, .info), ("error: no such thing", .error), ("no error-rate here", .none),
        ("the errors of others", .none), ("Traceback (most recent call last):", .error), ("<err> kernel", .error), ("", .none),
        ("panic: runtime error", .fatal), ("src/error: none", .none), ("DEBUG x", .debug), ("loglevel=debug", .debug),
    ])
    func severityIsReadOffALine(line: String, severity: LogLine.Severity) {
        #expect(Array(line.utf8).withUnsafeBytes { LineSeverity.of($0) } == severity)
    }
}
