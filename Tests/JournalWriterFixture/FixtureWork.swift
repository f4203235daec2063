import ConsoleModel
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct FixtureWork {
    let path: String
    let name: String

    private var actor: Actor { Actor(role: .operator, name: name, host: "elsewhere") }

    /// Appends until it is killed; tells the number of each record that `append` has acknowledged.
    func appendNotesForEver() throws {
        let journal = try Journal(opening: path)
        while true {
            let text = "a note of some length, so that records span pages: " + String(repeating: "-", count: 400)
            let records = try journal.append([.noteAdded(text: text)], by: actor, at: SystemClock.moment())
            for record in records { say(record.seq) }
        }
    }

    /// Tells the monotonic clock in seconds right after each append.
    func appendNoteForEachLine() throws {
        let journal = try Journal(opening: path)
        say("ready")
        while readLine() != nil {
            try journal.append([.noteAdded(text: "from \(name)")], by: actor, at: SystemClock.moment())
            say(SystemClock.now().uptime.seconds)
        }
    }

    func requestRollback() throws {
        let journal = try Journal(opening: path)
        _ = try journal.catchUp()
        say("ready")
        _ = readLine()
        let request = LaunchEvent.runRequested(
            run: "run-\(name)", work: .rollback(number: 1, trigger: nil), steps: [], reason: "errors", evidence: [])
        do {
            let records = try journal.append([request], by: actor, at: SystemClock.moment())
            say("won \(records.map(\.seq))")
        } catch let refusal as Refusal {
            say("refused \(refusal.text)")
        }
    }

    func holdLease() throws {
        let holder = Lease.Holder(pid: getpid(), host: "elsewhere", since: SystemClock.moment())
        guard let lease = try Lease.acquire(path, as: holder) else { return say("taken") }
        say("held")
        while readLine() != nil {}
        lease.release()
    }

    func bePresent() throws {
        let holder = Lease.Holder(pid: getpid(), host: "elsewhere", since: SystemClock.moment())
        let presence = try Presence(of: name, in: path, as: holder, mode: FileModes.owner.file)
        say(presence == nil ? "taken" : "present")
        while readLine() != nil {}
        presence?.leave()
    }

    /// Root may write anywhere: a test of what may not be written must be somebody else.
    func readAsNobody() throws {
        if getuid() == 0 { setuid(65534) }
        let journal = try Journal(reading: path)
        say(try journal.catchUp().count)
        while readLine() != nil { say(try journal.catchUp().count) }
    }

    /// Where the state of a launch file would be kept for somebody who is not root, with `name` as his home.
    func findPlaceAsNobody() throws {
        if getuid() == 0 { setuid(65534) }
        let directory = try StateDirectory(launchFile: path, id: "shop", environment: ["HOME": name])
        say("\(directory.place) \(directory.isWritable) \(directory.path)")
        for notice in directory.notices { say(notice) }
    }

    func appendWithinFileSize(_ bytes: Int) throws {
        signal(SIGXFSZ, SIG_IGN)
        let journal = try Journal(opening: path)
        var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
        #if os(Linux)
            setrlimit(__rlimit_resource_t(UInt32(RLIMIT_FSIZE.rawValue)), &limit)
        #else
            setrlimit(RLIMIT_FSIZE, &limit)
        #endif
        while true {
            let text = String(repeating: "x", count: 3000)
            for record in try journal.append([.noteAdded(text: text)], by: actor, at: SystemClock.moment()) { say(record.seq) }
        }
    }
}

/// One line on standard output, at once.
func say(_ what: Any) {
    let line = Array("\(what)\n".utf8)
    _ = write(1, line, line.count)
}
