#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The socket in an attempt's directory through which consoles reach the terminal of its command. Its owner's alone.
enum TerminalSocket {
    static let name = "terminal"

    /// Listens in the working directory, so that the length of its path does not matter.
    static func listen() throws(SystemError) -> Descriptor {
        let socket = try open()
        unlink(name)
        let mask = umask(0o177)
        let bound = withAddress(name) { bind(socket.number, $0, $1) }
        umask(mask)
        guard bound == 0, Self.listen(socket) == 0 else { throw SystemError("listen on", name) }
        return socket
    }

    /// Nil when nobody asks now.
    static func accept(_ socket: Descriptor) -> Descriptor? {
        #if canImport(Glibc)
            let number = Glibc.accept(socket.number, nil, nil)
        #else
            let number = Darwin.accept(socket.number, nil, nil)
        #endif
        guard number >= 0 else { return nil }
        let connection = Descriptor(owning: number)
        return (try? setUp(connection)) == nil ? nil : connection
    }

    static func connect(in directory: String) throws(SystemError) -> Descriptor {
        let socket = try open()
        #if os(Linux)
            // The system takes about a hundred bytes for a path, and directories of launches are deep.
            let place = try Descriptor(opening: directory, O_RDONLY | O_DIRECTORY)
            let path = "/proc/self/fd/\(place.number)/\(name)"
        #else
            let path = "\(directory)/\(name)"
        #endif
        guard path.utf8.count < 100 else { throw SystemError("reach", path, number: ENAMETOOLONG) }
        guard withAddress(path, { Self.connect(socket, $0, $1) }) == 0 else { throw SystemError("reach", "\(directory)/\(name)") }
        return socket
    }

    private static func open() throws(SystemError) -> Descriptor {
        #if os(Linux)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        let number = socket(AF_UNIX, kind, 0)
        guard number >= 0 else { throw SystemError("make", "a socket") }
        let descriptor = Descriptor(owning: number)
        try setUp(descriptor)
        return descriptor
    }

    private static func setUp(_ descriptor: Descriptor) throws(SystemError) {
        guard fcntl(descriptor.number, F_SETFD, FD_CLOEXEC) == 0, fcntl(descriptor.number, F_SETFL, O_NONBLOCK) == 0 else {
            throw SystemError("set up", "a socket")
        }
    }

    private static func listen(_ socket: Descriptor) -> Int32 {
        #if canImport(Glibc)
            Glibc.listen(socket.number, 8)
        #else
            Darwin.listen(socket.number, 8)
        #endif
    }

    private static func connect(_ socket: Descriptor, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
        #if canImport(Glibc)
            Glibc.connect(socket.number, address, length)
        #else
            Darwin.connect(socket.number, address, length)
        #endif
    }

    private static func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8.prefix($0.count - 1))) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }
}
