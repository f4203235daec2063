import Testing
@Suite struct PlaceTests { @Test func builds() { #expect(Bool(true)) } }
