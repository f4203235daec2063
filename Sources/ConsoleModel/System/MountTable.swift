#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What kind of file system a path is on.
enum MountTable {
    private static let network: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "9p", "glusterfs", "lustre", "gpfs", "ocfs2", "gfs2", "fuse.sshfs",
        "fuse.glusterfs", "fuse.s3fs", "virtiofs",
    ]

    /// False where it cannot be told.
    static func isOnNetwork(_ path: String) -> Bool {
        #if os(Linux)
            var status = stat()
            guard stat(path, &status) == 0, let file = try? Descriptor(opening: "/proc/self/mountinfo", O_RDONLY) else { return false }
            let table = String(decoding: file.contents(limit: 1 << 20), as: UTF8.self)
            return fileSystem(ofDevice: UInt64(status.st_dev), in: table).map(network.contains) ?? false
        #else
            var status = statfs()
            return statfs(path, &status) == 0 && status.f_flags & UInt32(MNT_LOCAL) == 0
        #endif
    }

    /// The type in a line of `/proc/self/mountinfo`: `36 35 0:49 / /mnt rw shared:1 - nfs4 server:/export rw`.
    static func fileSystem(ofDevice device: UInt64, in table: String) -> String? {
        let major = (device >> 8 & 0xFFF) | (device >> 32 & 0xFFFF_F000), minor = (device & 0xFF) | (device >> 12 & 0xFFFF_FF00)
        for line in table.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 6, fields[2] == "\(major):\(minor)", let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count else {
                continue
            }
            return String(fields[dash + 1])
        }
        return nil
    }
}
