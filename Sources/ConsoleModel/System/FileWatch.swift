#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Wakes a `poll(2)` loop when one of a few files is touched. Use it from the thread of that loop.
///
/// It hurries a reader along and promises nothing: over NFS no event arrives, and a writer may die between commit and bell.
/// Whoever uses it looks at every tick as well.
public final class FileWatch: Sendable {
    private let queue: Descriptor

    /// Becomes readable when a file was touched; `drain` makes it quiet again.
    public var fileDescriptor: Int32 { queue.number }

    #if os(Linux)
        private static let mask = UInt32(IN_ATTRIB | IN_MODIFY)

        /// A file that does not exist is left out; throws where the system will give no watch, and then ticks must do.
        public init(_ paths: [String]) throws(SystemError) {
            let number = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
            guard number >= 0 else { throw SystemError("watch", paths.first ?? "") }
            queue = Descriptor(owning: number)
            for path in paths where inotify_add_watch(number, path, Self.mask) < 0 && errno != ENOENT {
                throw SystemError("watch", path)
            }
        }

        /// Takes all that has arrived. True when there was anything.
        @discardableResult
        public func drain() -> Bool {
            var arrived = false
            withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
                while read(queue.number, buffer.baseAddress, buffer.count) > 0 { arrived = true }
            }
            return arrived
        }
    #else
        private let files: [Descriptor]

        public init(_ paths: [String]) throws(SystemError) {
            let number = kqueue()
            guard number >= 0 else { throw SystemError("watch", paths.first ?? "") }
            queue = Descriptor(owning: number)
            var files: [Descriptor] = []
            for path in paths where access(path, F_OK) == 0 { files.append(try Descriptor(opening: path, O_EVTONLY)) }
            self.files = files
            for file in files {
                var change = kevent(
                    ident: UInt(file.number), filter: Int16(EVFILT_VNODE), flags: UInt16(EV_ADD | EV_CLEAR),
                    fflags: UInt32(NOTE_ATTRIB | NOTE_WRITE), data: 0, udata: nil)
                guard kevent(number, &change, 1, nil, 0, nil) == 0 else { throw SystemError("watch", paths.first ?? "") }
            }
        }

        @discardableResult
        public func drain() -> Bool {
            var arrived = false
            var event = kevent()
            var now = timespec()
            while kevent(queue.number, nil, 0, &event, 1, &now) > 0 { arrived = true }
            return arrived
        }
    #endif
}
