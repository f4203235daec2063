#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files of a few lines, read and written whole.
enum SmallFile {
    /// Nil where it cannot be read.
    static func read(_ path: String, limit: Int = 4096) -> String? {
        guard let file = try? Descriptor(opening: path, O_RDONLY | O_NOFOLLOW) else { return nil }
        return String(decoding: file.contents(limit: limit), as: UTF8.self)
    }

    static func write(_ text: String, to path: String, mode: mode_t) throws(SystemError) {
        let file = try Descriptor(opening: path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode: mode)
        let bytes = Array(text.utf8)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { Self.write(file, $0, from: done) }
            guard count > 0 else { throw SystemError("write", path) }
            done += count
        }
    }

    private static func write(_ file: Descriptor, _ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var result: Int
        repeat {
            #if canImport(Glibc)
                result = Glibc.write(file.number, bytes.baseAddress?.advanced(by: start), bytes.count - start)
            #else
                result = Darwin.write(file.number, bytes.baseAddress?.advanced(by: start), bytes.count - start)
            #endif
        } while result < 0 && errno == EINTR
        return result
    }

    /// True where there is something of that name.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
