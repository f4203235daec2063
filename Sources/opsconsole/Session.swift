import ArgumentParser
import ConsoleModel
import LaunchCore

/// What every subcommand knows of the process it runs in, and how it opens a launch.
enum Session {
    static func actor(_ role: Actor.Role, _ environment: [String: String]) -> Actor {
        let host = ProcessFacts.hostName()
        switch role {
        case .operator: return Actor(role: role, name: ProcessFacts.loginName(environment), host: host)
        case .engine: return Actor(role: role, name: "engine", host: host)
        case .runner: return Actor(role: role, name: "runner", host: host)
        }
    }

    /// - Parameters:
    ///   - state: `--state`, when it was given.
    ///   - metrics: where an engine that is started offers metrics.
    static func request(
        _ path: String, state: String?, as role: Actor.Role = .operator, readOnly: Bool = false, metrics: String? = nil
    ) -> OpenLaunch.Request {
        let environment = ProcessFacts.environment()
        return OpenLaunch.Request(
            path: path, state: state, actor: actor(role, environment), environment: environment, directory: ProcessFacts.directory(),
            readOnly: readOnly, starter: ProcessStarter(state: state, metrics: metrics))
    }

    static func request(
        _ arguments: LaunchArguments, as role: Actor.Role = .operator, readOnly: Bool = false, metrics: String? = nil
    ) -> OpenLaunch.Request {
        request(arguments.launch, state: arguments.state, as: role, readOnly: readOnly, metrics: metrics)
    }

    /// Opens a launch, or ends the process with the reason: exit 1, the message on standard error.
    static func open(
        _ arguments: LaunchArguments, as role: Actor.Role = .operator, readOnly: Bool = false, metrics: String? = nil
    ) throws -> OpenLaunch {
        do { return try OpenLaunch(request(arguments, as: role, readOnly: readOnly, metrics: metrics)) } catch { throw failure(error) }
    }

    /// A launch as it stands or would begin, for whoever changes nothing; or ends the process with the reason.
    static func look(_ arguments: LaunchArguments) throws -> UnopenedLaunch {
        do { return try UnopenedLaunch(request(arguments, readOnly: true)) } catch { throw failure(error) }
    }

    /// Carries out one command for a script and says what came of it. Exit 0 done, 1 refused or failed.
    static func perform(
        _ arguments: LaunchArguments, _ make: (OpenLaunch) throws -> LaunchCommand, done: @autoclosure () -> String,
        then: (OpenLaunch) throws -> Void = { _ in }
    ) throws {
        let launch = try open(arguments)
        do {
            try launch.perform(try make(launch), live: LiveReader.look(launch.folder.live))
            Output.say(done())
            try then(launch)
        } catch { throw failure(error) }
    }

    /// An error as a script and its reader see it.
    static func failure(_ error: any Error) -> any Error {
        if error is ExitCode || error is ValidationError { return error }
        let text = (error as? Refusal)?.text ?? "\(error)"
        Output.error("opsconsole: " + text.split(separator: "\n").map { Printable.text(String($0)) }.joined(separator: "\n"))
        return ExitCode(1)
    }
}
