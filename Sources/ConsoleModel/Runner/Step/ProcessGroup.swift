#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Everything that one step started and that did not leave its process group.
struct ProcessGroup: Hashable, Sendable {
    /// The group has the number of the process that leads it. That stays taken while the group has members.
    let leader: ProcessStamp

    /// Members that are dead and only waiting to be collected do not count.
    var isAlive: Bool {
        guard kill(-leader.pid, 0) == 0 || errno == EPERM, isOurs else { return false }
        #if os(Linux)
            return DirectoryListing.names(in: "/proc").contains { name in
                guard let pid = Int32(name), let fields = ProcessStamp.fields(of: pid) else { return false }
                return fields.group == leader.pid && fields.state != "Z" && fields.state != "X"
            }
        #else
            return true
        #endif
    }

    func signal(_ number: Int32) {
        guard isOurs else { return }
        kill(-leader.pid, number)
    }

    /// False once the leader's number was given to another process.
    private var isOurs: Bool {
        guard leader.begun != "-", let fields = ProcessStamp.fields(of: leader.pid) else { return true }
        return fields.begun == leader.begun
    }
}
