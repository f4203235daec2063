import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The directory of one attempt at a step, through which its supervisor and its runners understand each other. What is in it
/// outlives them all.
struct AttemptFiles: Hashable, Sendable {
    let path: String
    let output: String
    let modes: FileModes

    private var claim: String { path + "/claim" }
    private var child: String { path + "/child" }
    private var offset: String { path + "/offset" }
    var command: String { path + "/command" }
    var trouble: String { path + "/trouble" }

    /// Makes the directory with the command and the place in the output where this attempt's begins. What is there already stays.
    func prepare(command text: String) throws(SystemError) {
        guard mkdir(path, modes.directory) == 0 || errno == EEXIST else { throw SystemError("create", path) }
        chmod(path, modes.directory)
        let log = try Descriptor(opening: output, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, mode: modes.file)
        if !SmallFile.exists(offset) { try SmallFile.write("\(lseek(log.number, 0, SEEK_END))\n", to: offset, mode: modes.file) }
        if !SmallFile.exists(claim) { try SmallFile.write(text, to: command, mode: modes.file) }
    }

    /// Where this attempt's output begins.
    var outputStart: Int64 { SmallFile.read(offset).flatMap { Int64($0.prefix { $0 != "\n" }) } ?? 0 }

    /// What is kept of its output, from where it begins to the end of the file; nil where the attempt was never prepared. Only of the
    /// newest attempt: those of one step share the file.
    var kept: (bytes: Int, hash: String?)? {
        guard SmallFile.exists(offset), let meter = try? OutputMeter(path: output, from: outputStart, limit: .max) else { return nil }
        meter.advance(budget: .max)
        return (meter.bytes, meter.finish(at: meter.position))
    }

    var supervisor: ProcessStamp? { SmallFile.read(claim).flatMap(ProcessStamp.init(line:)) }
    var group: ProcessGroup? { SmallFile.read(child).flatMap(ProcessStamp.init(line:)).map(ProcessGroup.init) }
    var timedOut: Bool { SmallFile.exists(path + "/timedout") }
    var lastTrouble: String {
        let text = SmallFile.read(trouble) ?? ""
        return text.split(separator: "\n").last.map { Printable.text(String($0), limit: 200) } ?? "it gave no reason"
    }

    /// Noted before it is ended, so that whoever comes later knows why it ended.
    func markTimedOut() { _ = try? Descriptor(opening: path + "/timedout", O_WRONLY | O_CREAT | O_NOFOLLOW, mode: modes.file) }

    // MARK: How it stands

    enum Standing: Hashable {
        /// Nobody has begun to carry it out.
        case unclaimed
        case underWay
        case ended(status: Int32, outputEnd: Int64)
        /// It was claimed, and whoever claimed it died before the command began; now it never will.
        case neverRan
        /// It ran, and how it ended is not known.
        case lost(reason: String)
    }

    func standing(boot: String) -> Standing {
        if let end = readEnd() { return end }
        guard let line = SmallFile.read(claim) else { return .unclaimed }
        guard let supervisor = ProcessStamp(line: line) else { return .neverRan }
        let words = line.split(whereSeparator: \.isWhitespace)
        if words.count >= 3, words[2] != "-", boot != "-", words[2] != boot {
            return SmallFile.exists(child) ? .lost(reason: "this host was restarted while it ran") : .neverRan
        }
        if supervisor.isAlive { return .underWay }
        // It may have ended between the two looks.
        return readEnd() ?? standingWithoutSupervisor()
    }

    private func standingWithoutSupervisor() -> Standing {
        if !SmallFile.exists(child), void(child) { return .neverRan }
        guard let group else { return .neverRan }
        if group.leader.isAlive { return .underWay }
        return .lost(reason: "what supervised it was killed, so how it ended is not known")
    }

    private func readEnd() -> Standing? {
        guard let words = SmallFile.read(path + "/exit")?.prefix(while: { $0 != "\n" }).split(separator: " "), words.count >= 2,
            let status = Int32(words[0]), let size = Int64(words[1])
        else { return nil }
        return .ended(status: status, outputEnd: size)
    }

    /// Makes sure that an attempt nobody has claimed never begins. False where somebody was faster.
    func voidClaim() -> Bool { !SmallFile.exists(path) || void(claim) }

    /// Makes sure that the command of an attempt that was claimed never begins. False where it has begun, or ended without beginning.
    func voidCommand() -> Bool { readEnd() == nil && !SmallFile.exists(child) && void(child) }

    /// Takes a name that the supervisor or the command must take to go on.
    private func void(_ name: String) -> Bool {
        let mine = "\(name).void"
        guard (try? SmallFile.write("void\n", to: mine, mode: modes.file)) != nil else { return false }
        defer { unlink(mine) }
        return link(mine, name) == 0
    }
}
