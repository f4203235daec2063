import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension AttemptFiles {
    /// Where on its host the attempt keeps its files; chosen once, so that no later look can find another place.
    func remoteBase(choosing base: String) throws(SystemError) -> String {
        if let chosen = SmallFile.read(path + "/base")?.split(separator: "\n").first { return String(chosen) }
        try SmallFile.write(base + "\n", to: path + "/base", mode: modes.file)
        return base
    }

    /// Noted before anything is sent that could begin it.
    func markSent() throws(SystemError) { try SmallFile.write("", to: path + "/sent", mode: modes.file) }
    var wasSent: Bool { SmallFile.exists(path + "/sent") }

    /// Noted when the far side has answered: it has its files, and they cannot be missing there later but by having been lost.
    func markFollowed() { _ = try? Descriptor(opening: path + "/followed", O_WRONLY | O_CREAT | O_NOFOLLOW, mode: modes.file) }
    var wasFollowed: Bool { SmallFile.exists(path + "/followed") }

    /// How much of this attempt's output is here.
    var received: Int {
        var status = stat()
        guard stat(output, &status) == 0 else { return 0 }
        return max(0, Int(Int64(status.st_size) - outputStart))
    }
}
