#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The programs built beside the tests.
public enum BuiltProgram {
    /// The path of a program of this package: where the bundle of tests that runs is, there are the others.
    public static func path(_ name: String) -> String {
        for argument in CommandLine.arguments {
            guard let range = argument.firstRange(of: ".xctest") else { continue }
            let bundle = argument[..<range.lowerBound]
            guard let slash = bundle.lastIndex(of: "/") else { continue }
            return bundle[...slash] + name
        }
        var buffer = [CChar](repeating: 0, count: 4096)
        let length = readlink("/proc/self/exe", &buffer, buffer.count)
        let own = String(decoding: buffer.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return own[...(own.lastIndex(of: "/") ?? own.startIndex)] + name
    }
}
