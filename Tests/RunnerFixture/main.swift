import ConsoleModel
import Foundation
import LaunchCore

// A runner process for tests: `RunnerFixture [--ready] FOLDER ROOT RUN`. With `--launch` it starts one instead, as a console would,
// and stays. A step verifies as soon as a
// file of its name exists in ROOT.
var words = Array(CommandLine.arguments.dropFirst())
// Started again by the supervisor of an interactive step.
if words.first == "terminal" { exit(TerminalMain.run(Array(words.dropFirst()))) }
var readiness: Readiness?
if words.first == "--ready" {
    readiness = Readiness()
    words.removeFirst()
}
var launches = false
if words.first == "--launch" {
    launches = true
    words.removeFirst()
}
guard words.count == 3, let folder = try? LaunchFolder(at: words[0]) else {
    print("usage: RunnerFixture [--ready | --launch] FOLDER ROOT RUN")
    exit(64)
}

if launches {
    let launcher = RunnerLauncher(arguments: ["--ready", words[0], words[1]], folder: folder, environment: .inherited)
    print(try launcher.start(run: words[2]))
    while true { pause() }
}

struct FileVerifier: StepVerifier {
    let root: String

    func verify(_ step: RunStep, since: Moment) async -> VerifyAnswer {
        FileManager.default.fileExists(atPath: "\(root)/\(step.text)")
            ? .holds(evidence: "\(step.text) is there") : .fails(reason: "\(step.text) is not there")
    }
}

let environment = SpawnEnvironment.inherited
func milliseconds(_ name: String) -> Duration? { environment["PROBE_\(name)"].flatMap { Int64($0) }.map { .milliseconds($0) } }
var timing = RunTiming()
timing.grace = milliseconds("GRACE") ?? timing.grace
timing.retryPause = milliseconds("RETRY") ?? .milliseconds(20)
timing.verifyEvery = milliseconds("VERIFY") ?? .milliseconds(20)
timing.tick = milliseconds("TICK") ?? .milliseconds(20)
timing.linkQuiet = milliseconds("QUIET") ?? timing.linkQuiet
timing.outputLimit = environment["PROBE_LIMIT"].flatMap { Int64($0) } ?? timing.outputLimit
let setting = RunnerSetting(
    folder: folder, root: words[1], environment: environment, host: "here", verifier: FileVerifier(root: words[1]), timing: timing)
let journal = ObstructedJournal(try Journal(opening: folder.journal, patience: .seconds(1)), obstacle: folder.path + "/full")
exit(RunnerMain.run(words[2], setting: setting, journal: journal, readiness: readiness))
