import ConsoleModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes text, a screen or lines of a log, to a new file.
enum ScreenFile {
    static func write(_ text: String, to path: String) throws(SystemError) {
        let path = PathLook.path(path, home: ProcessFacts.environment()["HOME"])
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemError("create", path) }
        defer { close(descriptor) }
        Output.write(text, to: descriptor)
    }
}
