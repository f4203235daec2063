import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes ticks back into a plan for `--write-ticks`: only the character inside the box of each line given, byte for byte, and the
/// file as a whole or not at all.
public enum TickWriter {
    /// Why nothing was written; the message says what to do.
    public struct Failure: Error, Hashable, Sendable {
        public var message: String
    }

    /// - Parameters:
    ///   - path: the plan.
    ///   - lines: line numbers from 1 and whether the box there is to be ticked.
    ///   - sha256: what the file must still be, ticks apart; nil to write whatever stands there now.
    /// - Returns: how many boxes changed. Nothing is written for 0.
    public static func write(path: String, lines: [Int: Bool], sha256: String?) throws(Failure) -> Int {
        let file: SourceFile
        switch SourceFile.load(path: path, name: path, limit: LaunchReader.planLimit, ticked: false) {
        case .success(let loaded): file = loaded
        case .failure(let problem): throw Failure(message: "\(path) \(problem.message)")
        }
        if let sha256, sha256 != file.sha256 {
            throw Failure(message: "\(path) has changed since it was read; accept the change first, then write the ticks again")
        }
        let (bytes, changed) = try ticked(file.bytes, lines: lines, path: path)
        if changed > 0 { try replace(path, with: bytes) }
        return changed
    }

    /// The bytes with the boxes set; every other byte as it was.
    static func ticked(_ bytes: [UInt8], lines: [Int: Bool], path: String) throws(Failure) -> (bytes: [UInt8], changed: Int) {
        var result = bytes
        var changed = 0
        var line = 1
        var start = 0
        var seen = 0
        for index in 0...bytes.count {
            let isEnd = index == bytes.count || bytes[index] == 0x0A || bytes[index] == 0x0D
            // CRLF is one line end.
            let isHalf = index + 1 < bytes.count && bytes[index] == 0x0D && bytes[index + 1] == 0x0A
            guard isEnd, !isHalf else { continue }
            if let done = lines[line] {
                seen += 1
                guard let box = box(in: bytes[start..<index]) else {
                    throw Failure(message: "\(path):\(line): there is no box to tick any more; read the plan again")
                }
                if (bytes[box] != 0x20) != done {
                    result[box] = done ? UInt8(ascii: "x") : 0x20
                    changed += 1
                }
            }
            line += 1
            start = index + 1
        }
        guard seen == lines.count else { throw Failure(message: "\(path) has become shorter; read the plan again") }
        return (result, changed)
    }

    /// The bytes with every box open.
    static func withoutTicks(_ bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
            if let box = box(in: bytes[start..<end]) { result[box] = 0x20 }
            start = end + 1
        }
        return result
    }

    /// The place of the character between `[` and `]` that starts a list entry.
    private static func box(in line: ArraySlice<UInt8>) -> Int? {
        var index = line.startIndex
        if line.starts(with: SourceFile.byteOrderMark) { index += 3 }
        while index < line.endIndex, line[index] == 0x20 || line[index] == 0x09 || line[index] == UInt8(ascii: ">") { index += 1 }
        // Lists in lists may start on one line: `1. - [ ] x`.
        while index < line.endIndex {
            let marker = index
            if "-*+".utf8.contains(line[index]) {
                index += 1
            } else {
                while index < line.endIndex, (0x30...0x39).contains(line[index]) { index += 1 }
                guard index > marker, index < line.endIndex, line[index] == UInt8(ascii: ".") || line[index] == UInt8(ascii: ")") else {
                    return nil
                }
                index += 1
            }
            guard index < line.endIndex, line[index] == 0x20 || line[index] == 0x09 else { return nil }
            while index < line.endIndex, line[index] == 0x20 || line[index] == 0x09 { index += 1 }
            guard index + 2 < line.endIndex, line[index] == UInt8(ascii: "[") else { continue }
            let inside = line[index + 1]
            let isBox = line[index + 2] == UInt8(ascii: "]") && (inside == 0x20 || inside | 0x20 == UInt8(ascii: "x"))
            return isBox ? index + 1 : nil
        }
        return nil
    }

    static func replace(_ path: String, with bytes: [UInt8]) throws(Failure) {
        // A symbolic link stays one: what it points to is replaced.
        let target =
            realpath(path, nil).map { pointer in
                defer { free(pointer) }
                return String(cString: pointer)
            } ?? path
        var status = stat()
        guard stat(target, &status) == 0 else { throw Failure(message: "\(path) is gone; nothing was written") }
        let draft = "\(target).opsconsole-\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(message: "no file can be made beside \(path): \(String(cString: strerror(errno))); ticks stay in the journal")
        }
        let isWhole = WholeWrite.write(bytes, to: descriptor)
        fchmod(descriptor, status.st_mode & 0o7777)
        let isSafe = isWhole && fsync(descriptor) == 0
        close(descriptor)
        guard isSafe, rename(draft, target) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(draft)
            throw Failure(message: "\(path) could not be replaced: \(reason); it is as it was")
        }
    }
}
