#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The files the demo plays with; they are part of the program, so that it needs nothing else.
enum DemoFiles {
    static let scripts: [(name: String, bytes: [UInt8])] = [
        ("deploy", PackageResources.deploy), ("restart", PackageResources.restart), ("backup", PackageResources.backup),
        ("smoke-test", PackageResources.smoke_test),
    ]

    static func put(into directory: DemoDirectory, pace: DemoPace) throws(DemoError) {
        for name in ["bin", "logs", "state"] where mkdir("\(directory.path)/\(name)", 0o700) != 0 {
            throw DemoError("make", "\(directory.path)/\(name)")
        }
        for (name, bytes) in scripts {
            try directory.put(String(decoding: bytes, as: UTF8.self), into: "\(directory.path)/bin/\(name)", executable: true)
        }
        let pause = pace.scaled(.milliseconds(700)).seconds
        try directory.put("# Seconds between the steps of a script.\nPAUSE=\(pause)\n", into: "\(directory.path)/bin/settings")
        try directory.put(String(decoding: PackageResources.plan_md, as: UTF8.self), into: "\(directory.path)/plan.md")
        try directory.put("\(DemoFitness.good)\n", into: directory.version)
        for log in [directory.checkoutLog, directory.accessLog] { try directory.put("", into: log) }
    }

    static func putLaunch(into directory: DemoDirectory, pace: DemoPace, web: Int, database: Int) throws(DemoError) {
        let template = String(decoding: PackageResources.launch_yaml, as: UTF8.self)
        try directory.put(pace.fill(template, ["PORT": "\(web)", "DATABASE": "\(database)"]), into: directory.launchFile)
    }
}
