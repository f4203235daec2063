import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Notices that the files of a plan changed on disk, reads them again, and says what that means.
public final class SourceWatch {
    private struct Stamp: Hashable {
        var seconds: Int
        var nanoseconds: Int
        var size: Int64
        var inode: UInt64
    }

    private let directory: String
    /// The plan whose changes were made out already.
    private var told: String?
    private var stamps: [String: Stamp]
    private var notices: [String] = []
    /// What waits to be accepted, sentence by sentence.
    public private(set) var changes: [String] = []

    public init(_ launch: OpenLaunch) {
        directory = launch.directory
        stamps = Self.stamps(of: launch.plan, in: directory)
    }

    /// Looks at the files; where they changed, the launch reads its plan again. The new one runs nothing until it is accepted.
    ///
    /// - Returns: what the operator should know, until it is settled.
    public func look(_ launch: OpenLaunch) -> [String] {
        let found = Self.stamps(of: launch.plan, in: directory)
        if found != stamps {
            stamps = found
            let problems = launch.reload()
            notices = problems.isEmpty ? [] : ["the changed plan cannot be read, the old one stays in force: \(problems[0].description)"]
            stamps = Self.stamps(of: launch.plan, in: directory)
        }
        guard launch.state.acceptedDigest != launch.plan.digest else {
            (told, changes) = (nil, [])
            return notices
        }
        if told != launch.plan.digest {
            told = launch.plan.digest
            changes = launch.pendingChange?.lines ?? []
        }
        let what = changes.isEmpty ? "" : ": \(changes[0])" + (changes.count > 1 ? " (+\(changes.count - 1) more)" : "")
        return notices + ["the plan changed on disk\(what); nothing of it runs until it is accepted (:accept)"]
    }

    private static func stamps(of plan: Plan, in directory: String) -> [String: Stamp] {
        var stamps: [String: Stamp] = [:]
        for source in plan.sources {
            var status = stat()
            let path = source.path.hasPrefix("/") ? source.path : directory + "/" + source.path
            guard stat(path, &status) == 0 else { continue }
            #if os(Linux)
                let changed = status.st_mtim
            #else
                let changed = status.st_mtimespec
            #endif
            stamps[path] = Stamp(
                seconds: changed.tv_sec, nanoseconds: changed.tv_nsec, size: Int64(status.st_size), inode: UInt64(status.st_ino))
        }
        return stamps
    }
}
