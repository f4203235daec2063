import ConsoleModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The directory in which the demo plays, and the names of what is in it.
struct DemoDirectory: Sendable {
    let path: String

    var launchFile: String { path + "/launch.yaml" }
    var checkoutLog: String { path + "/logs/checkout.log" }
    var accessLog: String { path + "/logs/access.log" }
    /// What the pipeline says of its deployment.
    var report: String { path + "/state/checkout.json" }
    /// The version that is live.
    var version: String { path + "/state/version" }
    /// One line a deployment; missing until the first.
    var history: String { path + "/state/history" }
    /// One line a restart; missing until the first.
    var restarts: String { path + "/state/restarts" }
    var errors: String { path + "/logs/demo-service.err" }

    init(path: String) { self.path = path }

    /// Makes a directory of its own under `temporary`.
    init(under temporary: String) throws(DemoError) {
        var template = Array((temporary + "/opsconsole-demo.XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw DemoError("make a directory under", temporary) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Takes a directory that is new or empty.
    init(making path: String) throws(DemoError) {
        if mkdir(path, 0o700) != 0 {
            guard errno == EEXIST else { throw DemoError("make", path) }
            // Only an empty directory can be removed.
            guard rmdir(path) == 0, mkdir(path, 0o700) == 0 else { throw DemoError("\(path) is not an empty directory; name a new one") }
        }
        guard let resolved = realpath(path, nil) else { throw DemoError("find", path) }
        defer { free(resolved) }
        self.path = String(cString: resolved)
    }

    /// Writes a file whole or not at all.
    func put(_ text: String, into file: String, executable: Bool = false) throws(DemoError) {
        let draft = file + ".new"
        do {
            let descriptor = try Descriptor(opening: draft, O_WRONLY | O_CREAT | O_TRUNC, mode: executable ? 0o700 : 0o600)
            let bytes = Array(text.utf8)
            guard write(descriptor.number, bytes, bytes.count) == bytes.count, rename(draft, file) == 0 else {
                throw SystemError("write", file)
            }
        } catch { throw DemoError("\(error)") }
    }

    /// At most 4 KiB of a file, nil where there is none.
    func contents(of file: String) -> String? {
        guard let descriptor = try? Descriptor(opening: file, O_RDONLY) else { return nil }
        return String(decoding: descriptor.contents(limit: 4096), as: UTF8.self)
    }

    /// Removes it with everything in it. Links are removed, never followed.
    func remove() { Self.remove(path) }

    private static func remove(_ path: String) {
        if let entries = opendir(path) {
            while let entry = readdir(entries) {
                let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
                if name != ".", name != "..", unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)") }
            }
            closedir(entries)
        }
        rmdir(path)
    }
}
