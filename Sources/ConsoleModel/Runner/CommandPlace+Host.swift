import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension CommandPlace {
    /// As the runner has it on this host.
    init(in directory: String, _ environment: [String: String]) {
        let places = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        let hasBash = places.contains { access("\($0)/bash", X_OK) == 0 }
        self.init(directory: directory, shell: hasBash ? "bash" : "sh", ssh: environment["OPSCONSOLE_SSH"] ?? "ssh")
    }
}
