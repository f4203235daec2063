#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A new empty directory that is removed with everything in it when the object goes.
public final class ScratchDirectory: Sendable {
    public let path: String

    public init() throws {
        var template = Array("/tmp/opsconsole-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(number: errno) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    public func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

    deinit { Self.remove(path) }

    struct Failure: Error { let number: Int32 }

    private static func remove(_ path: String) {
        if let entries = opendir(path) {
            chmod(path, 0o700)
            while let entry = readdir(entries) {
                let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
                if name != ".", name != ".." { removeEntry("\(path)/\(name)") }
            }
            closedir(entries)
        }
        rmdir(path)
    }

    private static func removeEntry(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR { remove(path) } else { unlink(path) }
    }
}
