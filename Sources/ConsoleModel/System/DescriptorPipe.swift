import CPosix

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Two ends of one pipe, neither inherited by the processes this one starts.
public struct DescriptorPipe: Sendable {
    public let reading: Descriptor
    public let writing: Descriptor

    public init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard cposix_pipe(&ends) == 0 else { throw SystemError("make", "a pipe") }
        reading = Descriptor(owning: ends[0])
        writing = Descriptor(owning: ends[1])
    }
}
