#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Descriptor {
    /// What one read gives; empty at the end, and where nothing can be read now.
    public func readSome(limit: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            var result: Int
            repeat { result = read(number, buffer.baseAddress, limit) } while result < 0 && errno == EINTR
            count = max(0, result)
        }
    }
}
