import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Looks, before a rollback, at what could stand in its way: the hosts, the runner's lock, the disk. Starts nothing and changes nothing
/// but what an ssh connection leaves in logs. Takes as long as the slowest host, so not for the thread of a screen.
public struct Preflight: Sendable {
    public struct Report: Hashable, Sendable {
        /// In the order of the steps, each once.
        public var hosts: [HostReport]
        /// Why this host cannot carry it out now; empty where it can.
        public var problems: [String]
        public var isClear: Bool { problems.isEmpty && hosts.allSatisfy { $0.problem == nil } }

        /// What there is to say, hosts last; printable.
        public var findings: [PreflightFinding] { local + hosts.flatMap(\.findings) }

        fileprivate var local: [PreflightFinding]
    }

    private let folder: LaunchFolder
    private let environment: SpawnEnvironment
    private let timing: RunTiming

    /// - Parameter environment: the one the runner will have.
    public init(folder: LaunchFolder, environment: SpawnEnvironment, timing: RunTiming = RunTiming()) {
        self.folder = folder
        self.environment = environment
        self.timing = timing
    }

    /// - Parameters:
    ///   - patience: how long a host may take to answer.
    ///   - stop: ends the look at once where it is set; what is not known by then stays unknown.
    ///   - progress: told whenever something more is known.
    public func check(
        _ steps: [RunStep], patience: Duration = .seconds(10), stop: StopFlag = StopFlag(),
        progress: ([PreflightFinding]) -> Void = { _ in }
    ) -> Report {
        var names: [String] = []
        for host in steps.compactMap(\.host) where !names.contains(host) { names.append(host) }
        let (problems, local) = lookHere()
        let hosts = look(at: names, patience, stop) { reports in
            progress(
                local
                    + zip(names, reports).flatMap { name, report in report?.findings ?? [PreflightFinding(name, .waiting, "no answer yet")]
                    })
        }
        return Report(hosts: hosts, problems: problems, local: local)
    }

    private func look(at names: [String], _ patience: Duration, _ stop: StopFlag, _ progress: ([HostReport?]) -> Void) -> [HostReport] {
        let program = SSHProgram(environment: environment)
        let sockets = SocketDirectory(folder: folder.path, environment: environment)
        defer { sockets?.remove() }
        let look = UInt16.random(in: 0...UInt16.max)
        let links = names.enumerated().map { index, name in
            HostLink(host: name, program: program, socket: sockets?.path("p\(look)-\(index)") ?? "", timing: timing)
        }
        let began = SystemClock.now().uptime
        var reports: [HostReport?] = names.map { _ in nil }
        progress(reports)
        while reports.contains(where: { $0 == nil }), !stop.isSet {
            let now = SystemClock.now()
            let known = reports
            for (index, link) in links.enumerated() where reports[index] == nil {
                link.poll(at: now.uptime)
                reports[index] = report(on: link, now, took: now.uptime - began, patience)
            }
            if reports != known { progress(reports) }
            let waiting = zip(links, reports).filter { $1 == nil }.flatMap { $0.0.watched }
            if !waiting.isEmpty { PollSet.wait(waiting, atMost: .milliseconds(100)) }
        }
        return reports.compactMap(\.self)
    }

    /// Nil while it is not known yet. One refusal is enough: whoever looks wants to know now, not after the third try.
    private func report(on link: HostLink, _ now: Now, took: Duration, _ patience: Duration) -> HostReport? {
        if let facts = link.facts, facts.clock != nil || facts.base == nil {
            return HostReport(host: link.host, facts: facts, at: now.wall, took: took)
        }
        if let trouble = link.trouble {
            let words = trouble.words.withoutPrefix("\(link.host): ")
            return HostReport(host: link.host, problem: "\(link.host): \(trouble.respect): \(words)", took: took)
        }
        guard took > patience else { return nil }
        return HostReport(host: link.host, problem: "\(link.host): no answer within \(patience.launchText)", took: took)
    }

    /// What stands in the way on this host, and all there is to say about it.
    private func lookHere() -> (problems: [String], findings: [PreflightFinding]) {
        let user = ProcessFacts.loginName(ProcessFacts.environment())
        let logout = Self.logout(SystemdScope.probe(environment: environment, user: user))
        let looks = [lock, room, logout].compactMap(\.self)
        return (looks.filter { $0.kind == .problem }.map(\.words), looks)
    }

    private var lock: PreflightFinding {
        guard case .held(let holder) = try? Lease.status(of: folder.runnerLock) else {
            return PreflightFinding(Self.here, .fine, "no run is going on")
        }
        let process = holder.map { " (process \($0.pid))" } ?? ""
        return PreflightFinding(Self.here, .warning, "a run is going on\(process): it is aborted first")
    }

    private var room: PreflightFinding {
        var status = statvfs()
        // The folder of a launch that has not begun is not there yet.
        guard let place = try? DirectoryLook.nearest(folder.path).path, statvfs(place, &status) == 0 else {
            return PreflightFinding(Self.here, .warning, "\(SystemError("look at the disk of", folder.path))")
        }
        let free = Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
        guard free < 16 << 20 else {
            return PreflightFinding(Self.here, .fine, "\(HostReport.megabytes(free)) free for the record and the output")
        }
        return PreflightFinding(
            Self.here, .problem, "only \(HostReport.megabytes(free)) are free for the record and the output in \(folder.path)")
    }

    /// Whether the runner outlives the logout of whoever starts it; nil where it does.
    static func logout(_ probe: SystemdScope.Probe) -> PreflightFinding? {
        switch probe {
        case .notNeeded: nil
        case .usable(let scope) where scope.lingers: nil
        case .usable:
            PreflightFinding(
                here, .warning, "your last logout here ends it half-way: `loginctl enable-linger`, or stay logged in elsewhere")
        case .unusable(let why): PreflightFinding(here, .warning, "your logout ends it half-way: \(why)")
        }
    }

    private static let here = "this host"
}
