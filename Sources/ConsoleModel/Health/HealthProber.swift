import LaunchCore
import NIOCore

/// Looks at one service: asks it once and says how it is. Runs on the poller's event loop; one probe at a time.
actor HealthProber: PollSource {
    nonisolated let service: Service
    nonisolated let surroundings: Surroundings
    nonisolated var unownedExecutor: UnownedSerialExecutor { surroundings.loop.executor.asUnownedSerialExecutor() }
    private let probe: any Probe

    nonisolated var name: String { "service \(service.name)" }
    nonisolated var every: Duration { service.every }

    init(_ service: Service, in surroundings: Surroundings) {
        self.service = service
        self.surroundings = surroundings
        probe =
            switch service.target {
            case .http(let url): HTTPProbe(service, in: surroundings) { () throws(Failure) in try HTTPTarget(url: url) }
            case .httpUnix(let socket, let path):
                HTTPProbe(service, in: surroundings) { () throws(Failure) in
                    try HTTPTarget(socket: surroundings.path(socket), path: path)
                }
            case .tcp(let host, let port): TCPProbe(host: host, port: port, in: surroundings)
            case .exec(let command): ExecProbe(command: command, expect: service.expect, in: surroundings)
            }
    }

    func look() async -> PollResult { .probe(await probeOnce()) }

    func close() async { await probe.close() }

    /// One probe, over when the service has answered or its timeout has passed.
    func probeOnce() async -> ProbeResult {
        let start = surroundings.clock()
        var result = ProbeResult(service: service.name, at: start, latency: .zero)
        do {
            let answer = try await probe.ask(before: Deadline(service.timeout))
            result.latency = surroundings.clock().uptime - start.uptime
            result.version = answer.version.map { Printable.text(surroundings.redactor.redact($0), limit: 80) }
            result.certificateDaysLeft = answer.certificate?.daysLeft(at: start.wall)
            result.degraded = degraded(answer, result, start.wall)
        } catch {
            result.latency = surroundings.clock().uptime - start.uptime
            result.failure = surroundings.shown(error)
        }
        return result
    }

    private func degraded(_ answer: ProbeAnswer, _ result: ProbeResult, _ now: Moment) -> String? {
        if let within = service.expect.within, result.latency > within {
            return "slow: \(result.latency.milliseconds)ms, expected within \(within.launchText)"
        }
        if let least = service.expect.certificate, let certificate = answer.certificate, let days = result.certificateDaysLeft,
            Moment(milliseconds: certificate.notAfter * 1000) - now < least
        {
            return days < 1 ? "certificate expires within a day" : "certificate expires in \(days) \(days == 1 ? "day" : "days")"
        }
        return nil
    }
}
