import ConsoleModel
import LaunchCore
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Plans kept as files, and plans written down in a test.
enum PlanFixture {
    static let directory: String = {
        let here = #filePath
        let parts = here.split(separator: "/").dropLast(2)
        return "/" + parts.joined(separator: "/") + "/Fixtures/plans"
    }()

    static let realNames = [
        "000_e2d50eac57b82c0a.txt", "001_581f7005dea8a4e9.txt", "002_eb58baf4ebbad898.txt", "003_3ca5b94855c25735.txt",
        "004_f97545cef56a7db0.txt",
    ]

    static func real(_ name: String) throws -> Plan { try #require(reading("real/\(name)").plan) }

    static func reading(_ name: String, environment: [String: String] = [:]) throws -> LaunchReading {
        LaunchReader.read(path: name, environment: environment, directory: directory)
    }
}

extension PlanFixture {
    static func bytes(_ name: String) -> [UInt8]? {
        guard let file = fopen("\(directory)/\(name)", "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var byte = fgetc(file)
        while byte >= 0 {
            bytes.append(UInt8(byte))
            byte = fgetc(file)
        }
        return bytes
    }
}
