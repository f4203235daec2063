import Crypto
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A text file as it is on disk, bounded in size and known to be UTF-8.
struct SourceFile: Sendable {
    /// As it is shown and as `PlanSource` has it.
    var name: String
    var path: String
    var bytes: [UInt8]
    var sha256: String

    var source: PlanSource { PlanSource(path: name, sha256: sha256) }

    /// The text without a byte-order mark.
    var text: String {
        String(decoding: bytes.starts(with: Self.byteOrderMark) ? bytes[3...] : bytes[...], as: UTF8.self)
    }

    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Reads a whole file of at most `limit` bytes. The error says what happened and what to do.
    ///
    /// - Parameter ticked: whether ticks in its boxes make another file of it. Those of a plan do not: they can be written back while
    ///   it runs, and nothing runs because of one.
    static func load(path: String, name: String, limit: Int, ticked: Bool = true) -> Result<SourceFile, Problem> {
        func refuse(_ message: String, line: Int = 1, column: Int = 1) -> Result<SourceFile, Problem> {
            .failure(Problem(.error, at: SourceLocation(file: name, line: line, column: column), message))
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return refuse(openFailure(errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return refuse("cannot be read: \(reason(errno)); check the path") }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: return refuse("is a directory; name the launch file or the plan inside it")
        default: return refuse("is not a regular file; name a launch file or a Markdown plan")
        }
        guard status.st_size <= limit else {
            return refuse("has \(megabytes(Int(status.st_size))) MB, more than the \(megabytes(limit)) MB that are read; split it")
        }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + count, $0.count - count) }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { return refuse("cannot be read: \(reason(errno)); check the file system") }
            if got == 0 { break }
            count += got
        }
        bytes.removeLast(bytes.count - count)
        if let bad = invalidPlace(in: bytes) {
            return refuse(
                "is not UTF-8 (byte 0x\(String(bad.byte, radix: 16))); convert it, for example: iconv -f WINDOWS-1252 -t UTF-8 FILE",
                line: bad.line, column: bad.column)
        }
        let digest = SHA256.hash(data: ticked ? bytes : TickWriter.withoutTicks(bytes))
        return .success(SourceFile(name: name, path: path, bytes: bytes, sha256: hexadecimal(digest)))
    }

    private static func openFailure(_ code: Int32) -> String {
        switch code {
        case ENOENT: "does not exist; check the path"
        case EACCES, EPERM: "may not be read by this user; check its permissions"
        default: "cannot be opened: \(reason(code)); check the path"
        }
    }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

    private static func megabytes(_ count: Int) -> Int { (count + 999_999) / 1_000_000 }

    private static func hexadecimal(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The first byte that breaks UTF-8, and its place.
    private static func invalidPlace(in bytes: [UInt8]) -> (line: Int, column: Int, byte: UInt8)? {
        if String(validating: bytes, as: UTF8.self) != nil { return nil }
        var line = 1
        var lineStart = 0
        var index = 0
        while index < bytes.count {
            let length = UTF8Sequence.length(in: bytes, at: index)
            guard length > 0 else {
                let column = String(decoding: bytes[lineStart..<index], as: UTF8.self).count + 1
                return (line, column, bytes[index])
            }
            if bytes[index] == UInt8(ascii: "\n") {
                line += 1
                lineStart = index + 1
            }
            index += length
        }
        return (line, 1, bytes.last ?? 0)
    }
}

/// Well-formed UTF-8, sequence by sequence.
enum UTF8Sequence {
    /// The character that begins at `index` of text that is known to be well-formed, and how many bytes it has.
    static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (Unicode.Scalar, length: Int) {
        let first = UInt32(bytes[index])
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard index + length <= bytes.count else { return ("\u{FFFD}", 1) }
        var value = length == 1 ? first : first & (0x7F >> UInt32(length))
        for offset in 1..<max(length, 1) { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    /// How many bytes the well-formed sequence at `index` has; 0 when there is none.
    static func length(in bytes: [UInt8], at index: Int) -> Int {
        let first = bytes[index]
        let length: Int
        switch first {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return 0
        }
        guard index + length <= bytes.count else { return 0 }
        let second = bytes[index + 1]
        let allowed: ClosedRange<UInt8> =
            switch first {
            case 0xE0: 0xA0...0xBF
            case 0xED: 0x80...0x9F
            case 0xF0: 0x90...0xBF
            case 0xF4: 0x80...0x8F
            default: 0x80...0xBF
            }
        guard allowed.contains(second) else { return 0 }
        for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
        return length
    }
}
