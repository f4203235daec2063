import ConsoleTestKit
import Foundation
import Testing

/// The whole program on a disk that a step of the rollback fills.
@Suite(.serialized, .enabled(if: SmallDisk.canBeHad)) struct FullDiskLaunchTests {
    /// Asks until the answer has what is wanted, and prints it.
    private static let script = """
        ask() {
            tries=0
            while [ "$tries" -lt 100 ]; do
                answer=$("$program" status launch.yaml --state "$state" --json) || true
                case $answer in *"$1"*) break ;; esac
                tries=$((tries + 1))
                sleep 0.2
            done
            printf '%s\\n' "$answer"
        }
        program=$1 state=$2
        cd "$3"
        "$program" rollback launch.yaml --state "$state" --yes --reason broken --no-wait
        ask '"record_waits" : {'
        "$program" status launch.yaml --state "$state"
        rm -f "$state/filler"
        ask '"record_waits" : null'
        """

    @Test func howTheRollbackEndedIsSaidWhileItsRecordWaitsForRoom() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let state = launch.scratch("disk")
            try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: false)
            let fill = "cat /dev/zero > \(state)/filler 2>/dev/null; exit 3"
            try launch.write("launch.yaml", "launch: Shop v2\nrollback: {steps: [{run: '\(fill)'}]}\n")
            let words =
                SmallDisk.command(size: 6 << 20, at: state)
                + ["/bin/sh", "-c", Self.script, "sh", BuiltProgram.path("opsconsole"), state, launch.scratch.path]
            let (process, output) = (Process(), Pipe())
            process.executableURL = URL(filePath: words[0])
            process.arguments = Array(words.dropFirst())
            process.standardOutput = output
            try process.run()
            let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(said.contains(#""word" : "ROLLBACK FAILED""#) && said.contains("no space is left for "), "\(said)")
            #expect(said.contains("▲ the record of the rollback, which is over (failed), waits for "), "\(said)")
            #expect(said.contains(#""record_waits" : null"#) && said.hasSuffix("}\n"), "\(said)")
        }
    }

    private static let verified = """
        cd "$3"
        "$1" rollback launch.yaml --state "$2" --yes --reason broken --no-wait
        tries=0
        while [ "$tries" -lt 150 ]; do
            said=$("$1" status launch.yaml --state "$2") || true
            case $said in *"which is over"* | *INTERRUPTED*) break ;; esac
            tries=$((tries + 1))
            sleep 0.2
        done
        rm -f "$2/filler"
        printf '%s\n' "$said"
        tries=0
        while [ "$tries" -lt 100 ]; do
            "$1" status launch.yaml --state "$2" --json | grep -q '"record_waits" : null' && break
            tries=$((tries + 1))
            sleep 0.2
        done
        "$1" report launch.yaml --state "$2"
        """

    @Test(arguments: [
        ("web up", "web up, ", "as the runner saw itself"),
        ("error_rate < 50%", "it could not be measured here: ", "DISK FULL"),
    ])
    func aRollbackThatWorkedDoesNotFailBecauseTheEngineCannotWrite(verify: String, found: String, how: String) async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let state = launch.scratch("disk")
            try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: false)
            let fill = "cat /dev/zero > \(state)/filler 2>/dev/null; sleep 1; cat /dev/zero >> \(state)/filler 2>/dev/null; true"
            try launch.write(
                "launch.yaml",
                """
                launch: Shop v2
                services: {web: {url: "\(launch.server.url("/health"))", every: 200ms}}
                metrics: {error_rate: {health: web, measure: error_rate, over: 3s}}
                rollback: {steps: [{run: '\(fill)'}, {verify: "\(verify)", within: 10s}]}

                """)
            let words =
                SmallDisk.command(size: 6 << 20, at: state)
                + ["/bin/sh", "-c", Self.verified, "sh", BuiltProgram.path("opsconsole"), state, launch.scratch.path]
            let (process, output) = (Process(), Pipe())
            process.executableURL = URL(filePath: words[0])
            process.arguments = Array(words.dropFirst())
            process.standardOutput = output
            try process.run()
            let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(said.contains(found) && said.contains(how), "\(said)")
            #expect(!said.contains("ROLLBACK FAILED"), "\(said)")
        }
    }
}
