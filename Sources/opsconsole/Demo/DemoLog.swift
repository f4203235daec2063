#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A log that the demo writes. Beyond a megabyte it is rotated by renaming, one old file being kept.
struct DemoLog {
    let path: String
    private var descriptor: Int32 = -1

    static let limit: off_t = 1 << 20

    init(path: String) { self.path = path }

    mutating func append(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        if descriptor < 0 { descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600) }
        let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
        // A log that cannot be written (a full disk) loses lines, as a real one does.
        _ = write(descriptor, bytes, bytes.count)
        if lseek(descriptor, 0, SEEK_END) > Self.limit { rotate() }
    }

    private mutating func rotate() {
        rename(path, path + ".1")
        close(descriptor)
        descriptor = -1
    }
}
