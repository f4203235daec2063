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

    /// Writes a file whole or not at all.
    func put(_ text: String, into file: String, executable: Bool = false) throws(DemoError) {
        let draft = file + ".new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, executable ? 0o700 : 0o600)
        guard descriptor >= 0 else { throw DemoError("write", draft) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count, rename(draft, file) == 0 else {
            throw DemoError("write", file)
        }
    }

    /// At most 4 KiB of a file, nil where there is none.
    func contents(of file: String) -> String? {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            count = max(0, read(descriptor, buffer.baseAddress, 4096))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
