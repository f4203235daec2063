import Testing

@testable import opsconsole

@Suite struct TerminalEntryTests {
    /// A compiled entry: header, names, flags, numbers, string offsets.
    private func compiled(magic: Int, colours: Int, cursorAddress: Int, names: String = "x\0", flags: Int = 1) -> [UInt8] {
        func short(_ value: Int) -> [UInt8] { [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)] }
        let width = magic == 0o432 ? 2 : 4
        var bytes = [magic, names.utf8.count, flags, 14, 11, 0].flatMap(short) + Array(names.utf8) + [UInt8](repeating: 0, count: flags)
        if bytes.count % 2 == 1 { bytes.append(0) }
        for index in 0..<14 {
            bytes += short(index == 13 ? colours : -1)
            if width == 4 { bytes += short(index == 13 ? 0 : -1) }
        }
        for index in 0..<11 { bytes += short(index == 10 ? cursorAddress : -1) }
        return bytes
    }

    @Test(arguments: [0o432, 0o1036], [0, 1, 2, 7]) func coloursAndCursorAreFoundInBothForms(magic: Int, flags: Int) {
        let entry = TerminalEntry(compiled: compiled(magic: magic, colours: 256, cursorAddress: 0, flags: flags))
        #expect(entry == TerminalEntry(colours: 256, canAddressCursor: true))
    }

    @Test func aTerminalWithoutEitherSaysSo() {
        let entry = TerminalEntry(compiled: compiled(magic: 0o432, colours: -1, cursorAddress: -1))
        #expect(entry == TerminalEntry(colours: 0, canAddressCursor: false))
    }

    @Test func whatIsNoEntryIsNone() {
        #expect(TerminalEntry(compiled: []) == nil)
        #expect(TerminalEntry(compiled: Array("not an entry at all".utf8)) == nil)
        let whole = compiled(magic: 0o432, colours: 8, cursorAddress: 0)
        for length in 0..<whole.count { _ = TerminalEntry(compiled: Array(whole.prefix(length))) }
    }

    @Test func namesThatAreNoFileNamesAreNotLookedFor() {
        #expect(TerminalEntry.paths(of: "../../etc/passwd").isEmpty)
        #expect(TerminalEntry.paths(of: "").isEmpty)
        #expect(TerminalEntry.paths(of: "xterm") == ["x/xterm", "78/xterm"])
    }
}
