import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct JSONValueTests {
    private func read(_ text: String) throws -> JSONValue { try JSONValue(Array(text.utf8)) }

    @Test func everyKindOfValue() throws {
        let value = try read(#"{"a": [1, -0.50, 1e3, true, false, null, "x"], "b": {}, "c": []}"#)
        let list: JSONValue = .array([.number("1"), .number("-0.50"), .number("1e3"), .bool(true), .bool(false), .null, .string("x")])
        #expect(value == .object(["a": list, "b": .object([:]), "c": .array([])]))
    }

    @Test(arguments: [
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e9\u20AC""#, "é€"), (#""\ud83d\ude80""#, "🚀"),
        (#""\ud83dx""#, "\u{FFFD}x"),
        (#""\ude80""#, "\u{FFFD}"), (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""é🚀""#, "é🚀"), (#""""#, ""),
    ])
    func escapes(text: String, expected: String) throws { #expect(try read(text) == .string(expected)) }

    @Test(arguments: ["0", "-0", "0.1", "12345678901234567890", "1E+2", "1e-7", "0.30000000000000004"])
    func numbersStayAsTheyWereWritten(text: String) throws { #expect(try read(text) == .number(text)) }

    @Test(arguments: [
        "", " ", "{", "[", "[1", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "'a'", "01", "1.", ".5", "-", "+1", "1e",
        "0x10", "NaN",
        "Infinity", "tru", "nulll", "\"a", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\n\"", "1 2", "{} x", "// c\n1", "[1 2]", "{\"a\" 1}",
        "\u{0}",
    ])
    func whatIsNoJSONIsRefused(text: String) {
        #expect(throws: Failure.self) { try read(text) }
    }

    @Test func whereItBrokeIsSaid() {
        #expect(throws: Failure(.parse, "not JSON: `}` where `:` should be, at byte 4")) { try read(#"{"a"}"#) }
        #expect(throws: Failure(.parse, "not JSON: cut short, at byte 6")) { try read(#"{"a": "#) }
        #expect(throws: Failure(.parse, "not JSON: unexpected `^[`, at byte 0")) { try read("\u{1B}[2J") }
        #expect(throws: Failure(.parse, "not JSON: text that is no UTF-8, at byte 3")) { try JSONValue([0x22, 0xFF, 0x22]) }
    }

    @Test func depthIsBounded() throws {
        let allowed = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
        #expect(throws: Never.self) { try read(allowed) }
        for open in ["[", "{\"a\":", "[{\"a\":"] {
            let text = String(repeating: open, count: 1_000_000)
            #expect { try read(text) } throws: { ($0 as? Failure)?.detail.contains("nested deeper than 64 levels") == true }
        }
    }

    @Test func aByteOrderMarkIsPassedOver() throws { #expect(try JSONValue([0xEF, 0xBB, 0xBF, 0x31]) == .number("1")) }

    @Test(arguments: [
        ("", nil), ("/foo/0", "bar"), ("/foo/1", "baz"), ("/foo/2", nil), ("/foo/01", nil), ("/foo/-", nil), ("/foo/-1", nil), ("/", "0"),
        ("/a~1b", "1"), ("/c%d", "2"), ("/m~0n", "8"), ("/ ", "7"), ("/k\"l", "6"), ("/foo/bar", nil), ("foo", nil), ("/nul", nil),
        ("/deep/er/0/est", "9"),
    ])
    func pointersLead(pointer: String, text: String?) throws {
        let document = try read(
            #"{"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "k\"l": 6, " ": 7, "m~n": 8, "nul": null, "deep": {"er": [{"est": 9}]}}"#)
        #expect(document.at(pointer)?.text == text)
    }

    @Test func theEmptyPointerIsTheWhole() throws { #expect(try read("[1]").at("") == .array([.number("1")])) }

    /// Whatever is cut out of, put into or changed in a document, reading it ends, with a value or a failure.
    @Test func damagedDocumentsNeverDoMoreThanFail() throws {
        let document = Array(#"{"a": [1, -2.5e3, "x\u00e9\n", true, null], "b": {"c": "🚀"}}"#.utf8)
        var whole = 0
        for index in document.indices {
            #expect(throws: Failure.self) { try JSONValue(document[..<index]) }
            for byte in [0x00, 0x22, 0x2C, 0x5C, 0x7B, 0x7D, 0xFF] as [UInt8] {
                var damaged = document
                damaged[index] = byte
                if (try? JSONValue(damaged)) != nil { whole += 1 }
                damaged = document
                damaged.insert(byte, at: index)
                if (try? JSONValue(damaged)) != nil { whole += 1 }
            }
        }
        #expect(whole < document.count * 4)
    }
}
