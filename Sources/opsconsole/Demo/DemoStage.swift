import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The parts of the demo, set up: a directory with plan, launch file and scripts, and the shop that runs in a process of its own.
struct DemoStage {
    let directory: DemoDirectory
    let pace: DemoPace
    private let shop: pid_t
    /// Closed by the kernel when this process ends, however it ends; then the shop knows.
    private let lease: Int32

    var launchPath: String { directory.launchFile }

    /// Makes the directory, starts the shop and writes the launch file for the ports it found.
    ///
    /// - Parameters:
    ///   - path: must be new or empty; without one, a directory of its own under `temporary`.
    ///   - executable: this program, to start the shop with.
    static func prepare(
        at path: String?, under temporary: String, pace: DemoPace, manual: Bool, executable: String
    ) throws(DemoError) -> DemoStage {
        let directory = DemoDirectory(path: try make(path, under: temporary))
        try DemoFiles.put(into: directory, pace: pace)
        let (leaseEnd, lease) = try makePipe()
        let (ports, portsEnd) = try makePipe()
        defer { for end in [leaseEnd, ports, portsEnd] { close(end) } }
        var arguments = ["demo-service", "--directory", directory.path, "--speed", "\(pace.speed)"]
        if manual { arguments.append("--manual") }
        let shop = try DemoProcess.start(
            executable, arguments, input: leaseEnd, output: portsEnd, errors: directory.errors)
        let stage = DemoStage(directory: directory, pace: pace, shop: shop, lease: lease)
        do {
            let (web, database) = try stage.ports(from: ports)
            try DemoFiles.putLaunch(into: directory, pace: pace, web: web, database: database)
        } catch {
            stage.end()
            throw error
        }
        return stage
    }

    /// Ends the shop. What else runs on the launch is left alone.
    func end() {
        kill(shop, SIGTERM)
        waitpid(shop, nil, 0)
        close(lease)
    }

    private static func make(_ path: String?, under temporary: String) throws(DemoError) -> String {
        guard let path else {
            var template = Array((temporary + "/opsconsole-demo.XXXXXX").utf8CString)
            guard mkdtemp(&template) != nil else { throw DemoError("make a directory under", temporary) }
            return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        guard mkdir(path, 0o700) == 0 || (errno == EEXIST && rmdir(path) == 0 && mkdir(path, 0o700) == 0) else {
            throw DemoError(
                errno == ENOTEMPTY
                    ? "\(path) is not empty; name a new directory" : "cannot make \(path): \(String(cString: strerror(errno)))")
        }
        guard let resolved = realpath(path, nil) else { throw DemoError("find", path) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func makePipe() throws(DemoError) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw DemoError("open", "a pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// The shop says its ports in one line, once it listens.
    private func ports(from pipe: Int32) throws(DemoError) -> (web: Int, database: Int) {
        var polled = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
        if poll(&polled, 1, 10_000) == 1 {
            let line = [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in count = max(0, read(pipe, buffer.baseAddress, 64)) }
            let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
            if words.count == 2 { return (words[0], words[1]) }
        }
        let why = directory.contents(of: directory.errors)?.split(separator: "\n").first ?? "it does not answer"
        throw DemoError("the demo's service did not start: \(why)")
    }
}
