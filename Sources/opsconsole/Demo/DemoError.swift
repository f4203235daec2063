#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why the demo cannot begin, in words for the operator.
struct DemoError: Error, CustomStringConvertible, Sendable {
    let description: String

    init(_ description: String) { self.description = description }

    /// A system call that failed on a file.
    init(_ action: String, _ path: String, number: Int32 = errno) {
        description = "cannot \(action) \(path): \(String(cString: strerror(number)))"
    }
}
