#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// A second process for the tests of the journal, the lease and the presence: it does what its arguments say, tells each thing done on a
// line of standard output, and does the next one when a line comes in.

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else {
    say("usage: JournalWriterFixture WORK PATH [NAME]")
    exit(2)
}
let work = FixtureWork(path: arguments[1], name: arguments.count > 2 ? arguments[2] : "li")
do {
    switch arguments[0] {
    case "notes": try work.appendNotesForEver()
    case "note": try work.appendNoteForEachLine()
    case "rollback": try work.requestRollback()
    case "lease": try work.holdLease()
    case "presence": try work.bePresent()
    case "read": try work.readAsNobody()
    case "place": try work.findPlaceAsNobody()
    case "limited": try work.appendWithinFileSize(Int(arguments[2]) ?? 0)
    default: say("unknown work \(arguments[0])")
    }
} catch {
    say("error: \(error)")
}
