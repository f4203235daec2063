import Glibc
import LaunchCore
import PlanReading

/// The files that inputs are made from: the plans and launch files of the tests, and the launch file `init` writes for each plan.
struct Corpus {
    struct Seed {
        var name: String
        var bytes: [UInt8]
    }

    private(set) var plans: [Seed] = []
    private(set) var launches: [Seed] = []

    init(fixtures: String) {
        for folder in ["real", "teams", "launch"] {
            for name in Self.names(in: "\(fixtures)/\(folder)") {
                let path = "\(fixtures)/\(folder)/\(name)"
                guard let bytes = Files.read(path) else { continue }
                if name.hasSuffix(".yaml") {
                    launches.append(Seed(name: name, bytes: bytes))
                } else {
                    plans.append(Seed(name: name, bytes: bytes))
                    guard let plan = LaunchReader.read(path: path, environment: [:], directory: "").plan else { continue }
                    launches.append(Seed(name: "\(name).yaml", bytes: Array(LaunchScaffold(plan: plan, planPath: "plan.md").yaml.utf8)))
                }
            }
        }
    }

    private static func names(in directory: String) -> [String] {
        guard let handle = opendir(directory) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}

enum Files {
    static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress! + count, $0.count - count) }
            guard got > 0 else { return nil }
            count += got
        }
        return bytes
    }

    static func write(_ bytes: [UInt8], to path: String) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return Glibc.write(descriptor, bytes, bytes.count) == bytes.count
    }
}
