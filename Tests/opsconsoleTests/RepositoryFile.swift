import ConsoleModel
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files of the repository that tests hold against the program.
enum RepositoryFile {
    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

    static func text(_ path: String) throws -> String {
        let file = try Descriptor(opening: "\(root)/\(path)", O_RDONLY)
        return String(decoding: file.contents(limit: 4_000_000), as: UTF8.self)
    }
}
