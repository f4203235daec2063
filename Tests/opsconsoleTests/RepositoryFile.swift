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

    /// True when stale pictures are to be taken anew instead of failing.
    static var isRewriting: Bool { getenv("PICTURES").map { String(cString: $0) } == "write" }

    static func exists(_ path: String) -> Bool { access("\(root)/\(path)", F_OK) == 0 }

    static func text(_ path: String) throws -> String {
        let file = try Descriptor(opening: "\(root)/\(path)", O_RDONLY)
        return String(decoding: file.contents(limit: 4_000_000), as: UTF8.self)
    }

    static func write(_ text: some StringProtocol, to path: String) throws {
        let file = try Descriptor(opening: "\(root)/\(path)", O_WRONLY | O_TRUNC)
        let bytes = Array(text.utf8)
        try #require(pwrite(file.number, bytes, bytes.count, 0) == bytes.count)
    }
}
