import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The demo's shop: answers health checks over HTTP as well or badly as the live version does, writes logs as it serves its customers,
/// and lets the pipeline deploy when its time has come. It ends once the demo is gone and nobody has asked it anything for a while.
struct DemoShop {
    let directory: DemoDirectory
    let pace: DemoPace
    /// When the pipeline deploys by itself, counted from the start; nil: never.
    let schedule: Duration?
    let web: DemoPort
    let database: DemoPort
    /// The demo's end of it is closed when the demo ends, however it ends.
    let lease: Int32

    var connections: [Int32: DemoConnection] = [:]
    var version = DemoFitness.good
    var restarts: String?
    var chance = DemoChance(seed: 4711)
    /// Requests that should have failed so far, less those that did.
    var failuresOwed = 0.0

    private let startedAt: Duration
    private var liveSince: Duration
    private var lastAsked: Duration
    private var nextLook: Duration
    private var nextCustomer: Duration
    private(set) var isDemoThere = true
    private var traffic = DemoTraffic()
    private var access: DemoLog
    private var checkout: DemoLog
    private var pipeline: DemoPipeline

    /// - Parameter now: time on the uptime clock, as everywhere here.
    init(directory: DemoDirectory, pace: DemoPace, schedule: Duration?, lease: Int32, now: Duration) throws(DemoError) {
        self.directory = directory
        self.pace = pace
        self.schedule = schedule
        self.lease = lease
        web = try DemoPort()
        database = try DemoPort()
        startedAt = now
        liveSince = now
        lastAsked = now
        nextLook = now
        nextCustomer = now
        access = DemoLog(path: directory.accessLog)
        checkout = DemoLog(path: directory.checkoutLog)
        pipeline = DemoPipeline(directory: directory, dueAt: schedule.map { now + pace.scaled($0) })
    }

    func fitness(_ now: Duration) -> DemoFitness { .of(version: version, age: pace.told(now - liveSince)) }

    /// Until when nothing happens unless somebody connects.
    var nextDue: Duration { connections.values.reduce(min(nextLook, nextCustomer)) { min($0, $1.due) } }

    /// What is due at `now`, after the network was served. False when the shop may close.
    mutating func step(_ now: Now) -> Bool {
        if now.uptime >= nextLook { look(now.uptime, now.wall) }
        if now.uptime >= nextCustomer { serveCustomer(now.uptime, now.wall) }
        return isDemoThere || now.uptime - lastAsked < pace.scaled(.seconds(20))
    }

    mutating func noteAsked(_ now: Duration) { lastAsked = now }
    mutating func noteDemoGone() { isDemoThere = false }

    /// Takes up what the commands of the plan have written.
    private mutating func look(_ now: Duration, _ wall: Moment) {
        nextLook = now + pace.scaled(.milliseconds(200))
        pipeline.step(now, wall: wall)
        let live = directory.contents(of: directory.version)?.split(separator: "\n").first.map(String.init) ?? version
        let restarted = directory.contents(of: directory.restarts)
        guard live != version || restarted != restarts else { return }
        version = live
        restarts = restarted
        liveSince = now
        failuresOwed = 0
    }

    private mutating func serveCustomer(_ now: Duration, _ wall: Moment) {
        nextCustomer = now + pace.scaled(.milliseconds(Int64.random(in: 300...700, using: &chance)))
        let lines = traffic.next(fitness(now), version: version, time: DemoTime.local(wall))
        access.append(lines.access)
        checkout.append(lines.checkout)
    }
}
