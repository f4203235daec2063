import LaunchCore
import Testing

@Suite struct DecimalTests {
    @Test(arguments: [
        ("5.9%", "5%", true), ("5.0%", "5%", false), ("0.05", "5%", false), ("0.0500001", "5%", true), ("200ms", "0.2s", false),
        ("1m", "59s", true), ("10MB", "9.99MB", true), ("-1", "0", false), ("5,000", "4999.5", true),
    ])
    func above(left: String, right: String, expected: Bool) throws {
        let a = try #require(Quantity(text: left)), b = try #require(Quantity(text: right))
        #expect((a.base > b.base) == expected)
    }

    @Test(arguments: ["0.05", "5000", "-0.25", "123456789.125", "0"])
    func textReadsBack(text: String) throws { #expect(try #require(Decimal(text: text)).text == text) }

    @Test func notANumberIsNoDecimal() {
        #expect(Decimal(.nan) == nil)
        #expect(Decimal(.infinity) == nil)
        #expect(Decimal(text: "12 apples") == nil)
    }
}
