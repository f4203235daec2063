import ArgumentParser
import ConsoleModel
import ConsoleTUI
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The console in lines, from opening to the exit code.
enum PlainConsole {
    /// Whether there is no screen to draw on: output that is no terminal, or a terminal that cannot place its cursor.
    static func isNeeded() -> Bool { getenv("TERM").map { strcmp($0, "dumb") == 0 } ?? false || isatty(STDOUT_FILENO) == 0 }

    /// - Throws: `ExitCode`: as `status --exit-code` has it when the launch ended, 128 and its number after a signal; nothing where
    ///   whoever read is gone. Another error where the launch could not be opened.
    static func run(_ request: OpenLaunch.Request, ascii: Bool, writesTicks: Bool, remembers: Bool) throws {
        let launch = try OpenLaunch(request)
        let locale = LocaleChoice(environment: request.environment, terminal: request.environment["TERM"] ?? "")
        let session = try PlainSession(
            launch, readOnly: request.readOnly, writesTicks: writesTicks, text: PlainText(isUnicode: locale.isUnicode && !ascii))
        let presence = try? Presence(joining: launch)
        // A build is nobody who comes back.
        if remembers, isatty(STDIN_FILENO) == 1 {
            RecentLaunches(environment: request.environment)?.noteLater(RecentLaunches.Entry(launch))
        }
        let ending = session.run()
        presence?.leave()
        switch ending {
        case .gone: return
        case .signal(let number): throw ExitCode(128 + number)
        case .finished: throw ExitCode(Status.code(try SnapshotSource(launch).snapshot()))
        }
    }
}
