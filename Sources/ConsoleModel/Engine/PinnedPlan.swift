import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The files of the plan that was accepted last, as they were then: kept in the launch's folder, so that a console that is opened after
/// an edit can say what changed. What is kept is believed only where it has the digest that was accepted.
struct PinnedPlan {
    /// Larger plans are not kept.
    private static let limit: Int64 = 64 << 20
    private static let mostNames = 1 << 16

    private let directory: String
    private let modes: FileModes
    /// The digest, and then the names of the files, a line each. Written last.
    private var index: String { directory + "/index" }

    init(_ folder: LaunchFolder) {
        directory = folder.path + "/plan"
        modes = folder.modes
    }

    /// Keeps the plan's files as they are on disk now. Cheap where they are kept already; where they cannot be, nothing is: it only
    /// makes a later change harder to read.
    func keep(_ plan: Plan, root: String) {
        guard lines.first != plan.digest else { return }
        unlink(index)
        guard mkdir(directory, modes.directory) == 0 || errno == EEXIST else { return }
        chmod(directory, modes.directory)
        var left = Self.limit
        for (number, source) in plan.sources.enumerated() {
            guard copy(source.path.hasPrefix("/") ? source.path : "\(root)/\(source.path)", to: "\(directory)/\(number)", &left) else {
                return
            }
        }
        let text = ([plan.digest] + plan.sources.map(\.path)).map { $0 + "\n" }.joined()
        try? SmallFile.write(text, to: index, mode: modes.file)
    }

    /// Nil where another plan is kept, or none.
    func read(_ digest: String, as path: String, _ environment: [String: String], in directory: String) -> Plan? {
        let lines = lines
        guard lines.first == digest else { return nil }
        let copies = Dictionary(
            lines.dropFirst().enumerated().map { ($1, "\(self.directory)/\($0)") }, uniquingKeysWith: { first, _ in first })
        // It may have been begun from the plan alone, which the launch file beside it names now.
        let own = lines.dropFirst().first.map { Self.sibling($0, of: path) } ?? path
        let plan = LaunchReader.read(path: own, environment: environment, directory: directory, copies: copies).plan
        return plan?.digest == digest ? plan : nil
    }

    private static func sibling(_ name: String, of path: String) -> String {
        guard !name.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return name }
        return path[...slash] + name
    }

    private var lines: [String] {
        SmallFile.read(index, limit: Self.mostNames)?.split(separator: "\n").map(String.init) ?? []
    }

    private func copy(_ path: String, to copy: String, _ left: inout Int64) -> Bool {
        unlink(copy)
        guard let from = try? Descriptor(opening: path, O_RDONLY | O_NONBLOCK),
            let to = try? Descriptor(opening: copy, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: modes.file)
        else { return false }
        while true {
            let bytes = from.readSome(limit: 1 << 18)
            if bytes.isEmpty { return true }
            left -= Int64(bytes.count)
            guard left >= 0, write(to.number, bytes, bytes.count) == bytes.count else { return false }
        }
    }
}
