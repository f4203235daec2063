import ConsoleModel

/// A directory that is a small file system of its own for one process and what it starts: a disk that gets full. Needs root.
public enum SmallDisk {
    /// Words that go before a command.
    public static func command(size: Int, at path: String) -> [String] {
        let script = #"mount -t tmpfs -o "size=$1,mode=700" tmpfs "$2" && shift 2 && exec "$@""#
        return ["/usr/bin/unshare", "-m", "/bin/sh", "-c", script, "sh", String(size), path]
    }

    public static let canBeHad: Bool = {
        let words = command(size: 1 << 20, at: "/mnt") + ["/bin/true"]
        return (try? Spawn(words[0], Array(words.dropFirst())).start())?.wait(atMost: .seconds(20)) == .exit(0)
    }()
}
