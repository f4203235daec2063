#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A process by its number and the moment it began, so that a number given out again is not taken for it.
struct ProcessStamp: Hashable, Sendable {
    let pid: Int32
    /// In the units of the system; `-` where it cannot be had.
    let begun: String

    init(pid: Int32, begun: String) {
        self.pid = pid
        self.begun = begun
    }

    /// The first two words of a line the supervisor wrote.
    init?(line: String) {
        let words = line.prefix { $0 != "\n" }.split(separator: " ")
        guard words.count >= 2, let pid = Int32(words[0]), pid > 1 else { return nil }
        self.init(pid: pid, begun: String(words[1]))
    }

    /// A process that has ended and was not waited for is no longer alive.
    var isAlive: Bool {
        guard kill(pid, 0) == 0 || errno == EPERM else { return false }
        guard let fields = Self.fields(of: pid) else { return begun == "-" }
        return fields.state != "Z" && fields.state != "X" && (begun == "-" || fields.begun == begun)
    }

    struct Fields {
        var state: Substring
        var group: Int32
        var begun: Substring
    }

    /// What `/proc` says of a process; nil where there is none, or no `/proc`.
    static func fields(of pid: Int32) -> Fields? {
        guard let file = try? Descriptor(opening: "/proc/\(pid)/stat", O_RDONLY) else { return nil }
        let text = String(decoding: file.readSome(limit: 4096), as: UTF8.self)
        // The name may hold anything, brackets and spaces too: the last bracket ends it.
        guard let end = text.lastIndex(of: ")") else { return nil }
        let words = text[text.index(after: end)...].split(separator: " ")
        guard words.count > 19, let group = Int32(words[2]) else { return nil }
        return Fields(state: words[0], group: group, begun: words[19])
    }
}
