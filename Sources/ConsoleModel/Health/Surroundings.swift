import LaunchCore
import NIOCore

/// What every source of one poller shares.
struct Surroundings: Sendable {
    let loop: any EventLoop
    /// Where commands run and relative paths start: the launch file's directory.
    let directory: String
    /// What commands see: the operator's environment, less what the plan redacts.
    let environment: [String: String]
    let resolver: NameResolver
    let tls: TLSContexts
    let proxies: ProxyRules
    let redactor: Redactor
    let halt: Halt
    let clock: @Sendable () -> Now

    init(
        loop: any EventLoop, directory: String, environment: [String: String], plan: Plan, clock: @escaping @Sendable () -> Now
    ) {
        self.loop = loop
        self.directory = directory
        self.environment = environment.filter { !plan.redact.contains($0.key) }
        resolver = NameResolver(on: loop)
        tls = TLSContexts(on: loop, environment: environment)
        proxies = ProxyRules(environment: environment)
        redactor = Redactor(secrets: plan.secrets)
        halt = Halt()
        self.clock = clock
    }

    /// A failure as it may be shown: without secrets, printable, at most 200 characters.
    func shown(_ failure: Failure) -> Failure {
        Failure(failure.kind, Printable.text(redactor.redact(failure.detail), limit: 200))
    }

    /// Understands a document: a small one here and now, a large one on a thread of its own, so that nobody waits for it.
    nonisolated(nonsending) func understand<Value: Sendable>(
        _ size: Int, _ work: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        if size <= 64 * 1024 { return try work() }
        return try await Aside.run("document", on: loop, work).value()
    }

    func path(_ path: String) -> String { path.hasPrefix("/") ? path : directory + "/" + path }
}
