import LaunchCore
import Testing

@testable import opsconsole

@Suite struct DemoPaceTests {
    @Test func placeholdersBecomeValuesAndDurationsAtThePace() {
        let text = DemoPace(speed: 10).fill("url: http://127.0.0.1:@PORT@/x, every: @1s@, lasts: @10m@", ["PORT": "4711"])
        #expect(text == "url: http://127.0.0.1:4711/x, every: 100ms, lasts: 1m")
    }

    @Test func whatIsNoPlaceholderStays() {
        #expect(DemoPace(speed: 1).fill("mail dana@shop.example and li@shop.example", [:]) == "mail dana@shop.example and li@shop.example")
        #expect(DemoPace(speed: 1).fill("one @ sign", [:]) == "one @ sign")
    }
}
