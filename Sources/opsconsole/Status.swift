import ArgumentParser
import ConsoleModel
import ConsoleTUI
import Foundation
import LaunchCore

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "One look at a launch.",
        discussion: "With --exit-code: 0 GO, PREPARING or COMPLETE, 1 HOLD, 2 ROLL BACK?, 3 rolling or rolled back, 4 nobody watching.")

    @OptionGroup var launch: LaunchArguments
    @Flag(name: .long, help: "Print one JSON object; its keys are documented and stable.") var json = false
    @Flag(name: .long, help: "Let the exit code say the verdict.") var exitCode = false

    func run() throws {
        let opened = try Session.open(launch, readOnly: true)
        let source = try SnapshotSource(opened)
        // A run may have ended between the look at its records and the look at its runner.
        _ = try source.refresh()
        if opened.state.finished == nil { source.changes = opened.pendingChange?.lines ?? [] }
        let snapshot = source.snapshot()
        if json {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            Output.write(String(decoding: try encoder.encode(StatusDocument(snapshot)), as: UTF8.self) + "\n")
        } else {
            Output.write(PlainSummary(snapshot).lines.map { Printable.text($0) + "\n" }.joined())
        }
        if exitCode { throw ExitCode(Self.code(snapshot)) }
    }

    static func code(_ snapshot: Snapshot) -> Int32 {
        switch snapshot.verdict.word {
        case .rollBackProposed: return 2
        case .rollingBack, .rolledBack, .rollbackFailed: return 3
        case .complete: return 0
        case .hold: return snapshot.engine.alive ? 1 : 4
        case .go, .preparing: return snapshot.engine.alive ? 0 : 4
        }
    }
}
