import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct ExpositionSeriesTests {
    private static let page = """
        # HELP http_requests_total The total number of HTTP requests.
        # TYPE http_requests_total counter
        http_requests_total{method="post",code="200"} 1027 1395066363000
        http_requests_total{method="post",code="400"}    3 1395066363000
        http_requests 1
          spaced_out  { path = "C:\\\\DIR\\n\\"x\\"" , }  1.458255915e9 # {id="1"} 2
        node_load1 0.25\r
        up{a="b"} NaN
        broken{a="b 1
        broken_too{="b"} 1
        no_value
        worse{a=b} 1
        """

    private func value(_ name: String, _ labels: [String: String] = [:]) throws -> String {
        try ExpositionSeries(name: name, labels: labels).value(in: Array(Self.page.utf8))
    }

    @Test func aSeriesIsFoundByNameAndLabels() throws {
        #expect(try value("http_requests_total", ["code": "400"]) == "3")
        #expect(try value("http_requests_total", ["code": "200", "method": "post"]) == "1027")
        #expect(try value("http_requests") == "1")
        #expect(try value("spaced_out", ["path": "C:\\DIR\n\"x\""]) == "1.458255915e9")
        #expect(try value("node_load1") == "0.25")
        #expect(try value("up", ["a": "b"]) == "NaN")
    }

    @Test(arguments: [
        ("http_requests_total", [:], Failure(.parse, "2 series of http_requests_total fit; say which by labels")),
        ("http_requests_total", ["code": "500"], Failure(.missing, "none of the 2 series of http_requests_total has these labels")),
        ("absent", [:], Failure(.missing, "there is no absent")),
        ("broken", [:], Failure(.parse, "a line of broken is damaged: broken{a=\"b 1")),
        ("broken_too", [:], Failure(.parse, "a line of broken_too is damaged: broken_too{=\"b\"} 1")),
        ("worse", [:], Failure(.parse, "a line of worse is damaged: worse{a=b} 1")),
        ("no_value", [:], Failure(.missing, "there is no no_value")),
        ("HELP", [:], Failure(.missing, "there is no HELP")),
    ])
    func whatIsNotOneSeriesIsAFailure(name: String, labels: [String: String], failure: Failure) {
        #expect(throws: failure) { try value(name, labels) }
    }

    @Test(arguments: ["NaN", "+Inf", "-Inf", "Inf", "0x10", "", "1_000"])
    func whatIsNoFiniteNumberIsNoMeasurement(text: String) {
        #expect(throws: Failure.self) { try DeliveredNumber(sample: text) }
    }
}
