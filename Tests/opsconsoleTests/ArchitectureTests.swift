import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the documents name must be there.
@Suite struct ArchitectureTests {
    @Test(arguments: ["ARCHITECTURE.md"]) func everyFileThatIsNamedExists(document: String) throws {
        let words = try RepositoryFile.text(document).split { " \n`(),;:[]".contains($0) }
        let paths = words.map(String.init).filter { word in
            let isPath = ["Sources/", "Tests/", "docs/", "scripts/", "Themes/"].contains { word.hasPrefix($0) }
            return isPath && !word.contains("*")
        }
        #expect(paths.count > 3)
        for path in paths {
            let name = path.hasSuffix(".") ? String(path.dropLast()) : path
            #expect(RepositoryFile.exists(name), "\(document) names \(name), which is not there")
        }
    }
}
