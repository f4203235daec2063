/// The mounted file systems, as `/proc/self/mountinfo` lists them.
struct MountTable: Sendable {
    private var mounts: [(point: String, kind: String)] = []

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count > 6, let dash = words.firstIndex(of: "-"), dash + 1 < words.count else { continue }
            mounts.append((Self.unescaped(words[4]), String(words[dash + 1])))
        }
    }

    /// The kind of file system an absolute path is on, nil where none is known.
    func kind(of path: String) -> String? {
        // Of two mounts on one point the later one is seen.
        let over = mounts.filter { $0.point == "/" || path == $0.point || path.hasPrefix($0.point + "/") }
        return over.reduce(nil as (point: String, kind: String)?) { best, mount in
            mount.point.utf8.count >= best?.point.utf8.count ?? 0 ? mount : best
        }?.kind
    }

    /// Another host keeps the files and the locks on them.
    func isRemote(_ path: String) -> Bool {
        guard let kind = kind(of: path) else { return false }
        return ["nfs", "nfs4", "cifs", "smb3", "afs", "ceph", "9p", "glusterfs", "fuse.sshfs", "fuse.glusterfs"].contains(kind)
    }

    /// Blanks and the like are written as a backslash and three octal digits.
    private static func unescaped(_ word: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(word.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            if byte == 0x5C, digits.count == 3, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8) {
                bytes.append(value)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
