#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A listening socket on a free port of the loopback interface.
struct DemoPort {
    let descriptor: Int32
    let number: UInt16

    init() throws(DemoError) {
        #if canImport(Glibc)
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else { throw DemoError("listen on", "the loopback interface") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 64) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard bound else {
            let number = errno
            close(descriptor)
            throw DemoError("listen on", "the loopback interface", number: number)
        }
        self.descriptor = descriptor
        number = UInt16(bigEndian: address.sin_port)
        Self.prepare(descriptor)
    }

    /// The next client, if one waits.
    func next() -> Int32? {
        let client = accept(descriptor, nil, nil)
        guard client >= 0 else { return nil }
        Self.prepare(client)
        return client
    }

    private static func prepare(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
}
