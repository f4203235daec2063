import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where the state of one launch file is kept: a directory with one numbered folder for each time it was launched.
///
/// `.opsconsole/ID` beside the launch file where that can be written, or where it already holds this launch (an operator who may
/// only read it must not be shown an empty state of his own); else `$XDG_STATE_HOME/opsconsole/ID-HASH`; `--state DIR` is `DIR/ID`.
public struct StateDirectory: Hashable, Sendable {
    public enum Place: Hashable, Sendable {
        /// Beside the launch file: every operator of this directory sees it.
        case besideLaunchFile
        /// In the operator's home: nobody else sees it.
        case home
        /// Where `--state` said.
        case given
    }

    public let place: Place
    /// The directory that holds the numbered folders. It need not exist yet.
    public let path: String
    public let isWritable: Bool
    public let modes: FileModes

    /// Finds the place; makes nothing.
    ///
    /// - Parameters:
    ///   - id: the plan's id, a slug.
    ///   - given: the argument of `--state`.
    ///   - environment: where `XDG_STATE_HOME` and `HOME` are looked up.
    public init(launchFile: String, id: String, given: String? = nil, environment: [String: String]) throws(StateError) {
        guard LaunchFolder.isSafeName(id) else { throw .badName(id) }
        let file = try Self.resolved(launchFile)
        if let given {
            try self.init(place: .given, root: given, name: id)
            return
        }
        let directory = file.parentPath
        let beside = directory + "/.opsconsole"
        if let permissions = try DirectoryLook(beside)?.permissions {
            let isOurs = try DirectoryLook("\(beside)/\(id)") != nil
            if isOurs || DirectoryLook.isWritable(beside) {
                try self.init(place: .besideLaunchFile, root: beside, name: id, modes: FileModes(inside: permissions))
                return
            }
        } else if DirectoryLook.isWritable(directory) {
            try self.init(place: .besideLaunchFile, root: beside, name: id)
            return
        }
        let name = "\(id)-\(Self.fingerprint(of: file))"
        try self.init(place: .home, root: Self.homeRoot(environment), name: name, modes: .owner)
    }

    private init(place: Place, root: String, name: String, modes: FileModes? = nil) throws(StateError) {
        let path = "\(root)/\(name)"
        let nearest = try DirectoryLook.nearest(path)
        self.place = place
        self.path = path
        self.modes = modes ?? FileModes(inside: nearest.permissions)
        isWritable = DirectoryLook.isWritable(nearest.path)
    }

    private static func resolved(_ path: String) throws(StateError) -> String {
        guard let resolved = path.resolvedPath else { throw .noSuchLaunchFile(SystemError("open", path)) }
        return resolved
    }

    static func homeRoot(_ environment: [String: String]) throws(StateError) -> String {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/opsconsole" }
        guard let home = environment["HOME"], home.hasPrefix("/") else { throw .noHome }
        return home + "/.local/state/opsconsole"
    }

    /// 64 bits of FNV-1a: tells launch files of the same id apart, and protects nothing.
    private static func fingerprint(of path: String) -> String {
        let hash = path.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let text = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}

extension String {
    /// The directory of an absolute path, without the slash.
    var parentPath: String { lastIndex(of: "/").map { String(self[..<$0]) } ?? "." }

    /// The path without symbolic links; nil, with `errno` set, where there is nothing.
    var resolvedPath: String? {
        guard let resolved = realpath(self, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
