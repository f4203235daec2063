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

        /// In words, a finding a line; printable.
        public var lines: [String] {
            problems
                + hosts.flatMap { report in
                    let fine = "\(report.host): reachable, answered within \(report.took.launchText)"
                    return [report.problem ?? fine] + report.warnings.map { "\(report.host): \($0)" }
                }
        }
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

    /// - Parameter patience: how long a host may take to answer.
    public func check(_ steps: [RunStep], patience: Duration = .seconds(10)) -> Report {
        var names: [String] = []
        for host in steps.compactMap(\.host) where !names.contains(host) { names.append(host) }
        return Report(hosts: look(at: names, patience), problems: [lock, room].compactMap(\.self))
    }

    private func look(at names: [String], _ patience: Duration) -> [HostReport] {
        let program = SSHProgram(environment: environment)
        let sockets = SocketDirectory(folder: folder.path, environment: environment)
        defer { sockets?.remove() }
        let links = names.enumerated().map { index, name in
            HostLink(host: name, program: program, socket: sockets?.path("p\(index)") ?? "", timing: timing)
        }
        let began = SystemClock.now().uptime
        var reports: [HostReport?] = names.map { _ in nil }
        while reports.contains(where: { $0 == nil }) {
            let now = SystemClock.now()
            for (index, link) in links.enumerated() where reports[index] == nil {
                link.poll(at: now.uptime)
                reports[index] = report(on: link, now, took: now.uptime - began, patience)
            }
            let waiting = zip(links, reports).filter { $1 == nil }.flatMap { $0.0.watched }
            if !waiting.isEmpty { PollSet.wait(waiting, atMost: .milliseconds(100)) }
        }
        return reports.compactMap(\.self)
    }

    /// Nil while it is not known yet. One refusal is enough: whoever looks wants to know now, not after the third try.
    private func report(on link: HostLink, _ now: Now, took: Duration, _ patience: Duration) -> HostReport? {
        if let facts = link.facts { return HostReport(host: link.host, facts: facts, at: now.wall, took: took) }
        if let trouble = link.trouble { return HostReport(host: link.host, problem: trouble.words, took: took) }
        guard took > patience else { return nil }
        return HostReport(host: link.host, problem: "\(link.host): no answer within \(patience.launchText)", took: took)
    }

    private var lock: String? {
        guard case .held(let holder) = try? Lease.status(of: folder.runnerLock) else { return nil }
        return "a run is going on" + (holder.map { " (process \($0.pid))" } ?? "") + ": it would be ended first"
    }

    private var room: String? {
        var status = statvfs()
        guard statvfs(folder.path, &status) == 0 else { return nil }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        return free < 16 << 20 ? "only \(free >> 20) MB are free for the record and the output in \(folder.path)" : nil
    }
}
