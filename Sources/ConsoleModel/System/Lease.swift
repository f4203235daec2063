import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A lock on a file that the kernel releases when its holder dies, however it dies: the engine's, the runner's, a run's, a console's.
///
/// An open-file-description lock: it can be asked about without being taken, so that looking never gets in the way of a process
/// that is just acquiring it. Commands that the holder starts do not inherit it. On NFS it is the server that keeps it, and the
/// lock of a host that vanished is only released when the server gives that host up.
public final class Lease: Sendable {
    /// Who holds it, as written in the file.
    public struct Holder: Hashable, Sendable {
        public var pid: Int32
        public var host: String
        public var since: Moment

        public init(pid: Int32, host: String, since: Moment) {
            self.pid = pid
            self.host = host
            self.since = since
        }
    }

    public enum Status: Hashable, Sendable {
        case free
        /// The holder is nil for the instant between its locking the file and writing its name there.
        case held(Holder?)
    }

    public let path: String
    private let file: Descriptor

    private init(path: String, file: Descriptor) {
        self.path = path
        self.file = file
    }

    /// Nil when somebody else holds it. Held until `release`, the end of this object or of the process.
    public static func acquire(_ path: String, as holder: Holder, mode: mode_t = FileModes.owner.file) throws(SystemError) -> Lease? {
        while true {
            let file = try Descriptor(opening: path, O_RDWR | O_CREAT | O_NOFOLLOW, mode: mode)
            guard try FileLock.take(file, path) else { return nil }
            let lease = Lease(path: path, file: file)
            // Between opening and locking it, somebody may have removed the file: then the lock is worth nothing.
            guard lease.isIntact else { continue }
            try lease.write(holder)
            return lease
        }
    }

    /// Who holds it now. Disturbs nobody, and needs no more than permission to read.
    public static func status(of path: String) throws(SystemError) -> Status {
        let file: Descriptor
        do { file = try Descriptor(opening: path, O_RDONLY | O_NOFOLLOW) } catch {
            if error.number == ENOENT { return .free }
            throw error
        }
        guard try FileLock.isTaken(file, path) else { return .free }
        return .held(Holder(text: String(decoding: file.contents(limit: 512), as: UTF8.self)))
    }

    /// False once somebody removed or replaced the file: another could then acquire it, so the holder must stop.
    public var isIntact: Bool {
        guard let mine = FileIdentity(file) else { return false }
        return FileIdentity(path: path) == mine
    }

    public func release() {
        ftruncate(file.number, 0)
        FileLock.release(file)
    }

    private func write(_ holder: Holder) throws(SystemError) {
        let text = Array(holder.text.utf8)
        guard ftruncate(file.number, 0) == 0, pwrite(file.number, text, text.count, 0) == text.count else {
            throw SystemError("write", path)
        }
    }
}

extension Lease.Holder {
    /// `4711 1700000000000 web1`
    var text: String { "\(pid) \(since.milliseconds) \(host)\n" }

    init?(text: String) {
        let parts = text.prefix { $0 != "\n" }.split(separator: " ", maxSplits: 2)
        guard parts.count == 3, let pid = Int32(parts[0]), let since = Int64(parts[1]) else { return nil }
        self.init(pid: pid, host: Printable.text(String(parts[2]), limit: 256), since: Moment(milliseconds: since))
    }
}

extension EngineStatus {
    /// What the engine's lease says.
    public init(_ status: Lease.Status) {
        switch status {
        case .free: self.init(alive: false)
        case .held(let holder): self.init(alive: true, pid: holder?.pid, since: holder?.since)
        }
    }
}
