import ConsoleModel
import LaunchCore
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Documents that are made of the reader's own table. `OPSCONSOLE_WRITE_DOCS=1 swift test` writes them anew.
@Suite struct PlanReadingSchemaTests {
    private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    private static let mark = "<!-- generated: what stands below comes from the table the reader uses -->\n"

    @Test func theSchemaFileIsWhatTheReaderReads() throws {
        try compare("\(Self.root)/docs/schema/launch.schema.json", with: LaunchSchema.json)
    }

    @Test func theReferenceListsEveryKeyTheReaderReads() throws {
        let path = "\(Self.root)/docs/launch-file.md"
        let text = try #require(Self.text(of: path))
        let start = try #require(text.range(of: Self.mark))
        try compare(path, with: String(text[..<start.upperBound]) + "\n" + LaunchSchema.reference)
    }

    private func compare(_ path: String, with expected: String) throws {
        if getenv("OPSCONSOLE_WRITE_DOCS") != nil {
            let file = try #require(fopen(path, "w"))
            fputs(expected, file)
            fclose(file)
        }
        #expect(Self.text(of: path) == expected, "\(path) is stale; run OPSCONSOLE_WRITE_DOCS=1 swift test --filter PlanReadingSchema")
    }

    private static func text(of path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var byte = fgetc(file)
        while byte >= 0 {
            bytes.append(UInt8(byte))
            byte = fgetc(file)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension String {
    fileprivate func range(of needle: String) -> Range<Index>? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(needle) { return index..<self.index(index, offsetBy: needle.count) }
            index = self.index(after: index)
        }
        return nil
    }
}
