import ConsoleModel
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The parts of the demo, set up: a directory with plan, launch file and scripts, and the shop that runs in a process of its own.
struct DemoStage {
    let directory: DemoDirectory
    /// True when the directory was made for this demo and nobody asked to keep it.
    let isTemporary: Bool
    private let shop: SpawnedProcess
    /// Closed by the kernel when this process ends, however it ends; then the shop knows.
    private let lease: Descriptor

    var launchPath: String { directory.launchFile }

    /// Makes the directory, starts the shop and writes the launch file for the ports it found.
    ///
    /// - Parameters:
    ///   - path: must be new or empty; without one, a directory of its own under `temporary`.
    ///   - executable: this program, to start the shop with.
    static func prepare(
        at path: String?, under temporary: String, pace: DemoPace, manual: Bool, executable: String
    ) throws -> DemoStage {
        let directory = try path.map(DemoDirectory.init(making:)) ?? DemoDirectory(under: temporary)
        try DemoFiles.put(into: directory, pace: pace)
        let lease = try DescriptorPipe()
        let ports = try DescriptorPipe()
        let errors = try Descriptor(opening: directory.errors, O_WRONLY | O_CREAT | O_APPEND)
        var arguments = ["demo-service", "--directory", directory.path, "--speed", "\(pace.speed)"]
        if manual { arguments.append("--manual") }
        let shop = try Spawn(executable, arguments, descriptors: [lease.reading, ports.writing, errors]).start()
        let stage = DemoStage(directory: directory, isTemporary: path == nil, shop: shop, lease: lease.writing)
        do {
            let (web, database) = try stage.ports(from: ports.reading)
            try DemoFiles.putLaunch(into: directory, pace: pace, web: web, database: database)
        } catch {
            stage.endShop()
            throw error
        }
        return stage
    }

    func endShop() {
        shop.signalGroup(SIGTERM)
        if shop.wait(atMost: .seconds(2)) == nil {
            shop.signalGroup(SIGKILL)
            _ = shop.wait(atMost: .seconds(1))
        }
    }

    /// The shop says its ports in one line, once it listens.
    private func ports(from pipe: Descriptor) throws(DemoError) -> (web: Int, database: Int) {
        var polled = pollfd(fd: pipe.number, events: Int16(POLLIN), revents: 0)
        if poll(&polled, 1, 10_000) == 1 {
            let line = String(decoding: pipe.readSome(limit: 64), as: UTF8.self)
            let numbers = line.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
            if numbers.count == 2 { return (numbers[0], numbers[1]) }
        }
        let why = directory.contents(of: directory.errors)?.split(separator: "\n").first ?? "it does not answer"
        throw DemoError("the demo's service did not start: \(why)")
    }
}
