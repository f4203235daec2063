#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The names on the way to a file: changing what one of them means changes what the path means. Each symbolic link on the way is
/// one, the file's own name is one, and where something is missing that is the last.
struct PathTrail: Equatable {
    struct Step: Hashable {
        var directory: String
        var name: String
    }

    private static let mostLinks = 40

    private(set) var steps: [Step] = []

    /// - Parameter path: absolute.
    init(_ path: String) {
        var rest = Self.components(path)[...]
        var directory = "", links = 0
        while let name = rest.popFirst() {
            let here = directory + "/" + name
            let isLast = rest.isEmpty
            if let target = Self.linkTarget(here), links < Self.mostLinks {
                links += 1
                steps.append(Step(directory: directory.isEmpty ? "/" : directory, name: name))
                rest = Self.components(target) + rest
                if target.hasPrefix("/") { directory = "" }
            } else if isLast || access(here, F_OK) != 0 {
                steps.append(Step(directory: directory.isEmpty ? "/" : directory, name: name))
                return
            } else {
                directory = name == ".." ? Self.parent(directory) : here
            }
        }
    }

    private static func components(_ path: String) -> [String] {
        path.split(separator: "/", omittingEmptySubsequences: true).map(String.init).filter { $0 != "." }
    }

    private static func parent(_ directory: String) -> String {
        directory.lastIndex(of: "/").map { String(directory[..<$0]) } ?? ""
    }

    private static func linkTarget(_ path: String) -> String? {
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink(path, &target, target.count)
        return length > 0 ? String(decoding: target.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
    }
}
