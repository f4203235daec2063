import ArgumentParser
import ConsoleModel
import LaunchCore

struct Acknowledge: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "ack", abstract: "Acknowledge a trigger that fires.")

    @OptionGroup var launch: LaunchArguments
    @Argument(help: "The trigger: its id, its line in the plan, or words that fit only one.") var trigger: String
    @OptionGroup var why: ReasonArgument

    func run() throws {
        try Session.perform(
            launch, { try .acknowledge(trigger: $0.plan.triggers.find(trigger, kind: "trigger").id, reason: why.reason) },
            done: "acknowledged")
    }
}

struct Hold: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Hold the launch; a countdown to an automatic rollback that runs is held first.")

    @OptionGroup var launch: LaunchArguments
    @OptionGroup var why: ReasonArgument

    func run() throws {
        var held: Trigger?
        try Session.perform(
            launch,
            { launch in
                held = launch.state.runningCountdowns(of: launch.plan).first?.trigger
                return held.map { .holdCountdown(trigger: $0.id, reason: why.reason) } ?? .hold(reason: why.reason)
            }, done: "held" + (held.map { Printable.text(": the automatic rollback of \($0.text)") } ?? ""), then: tellOthers)
    }

    private func tellOthers(_ launch: OpenLaunch) {
        let now = SystemClock.moment()
        for (trigger, countdown) in launch.state.runningCountdowns(of: launch.plan) {
            let left = countdown.left(at: now).roundedText
            Output.say(Printable.text("not held: \(trigger.text) rolls back by itself in \(left)") + "; `opsconsole hold` again holds it")
        }
    }
}

struct Release: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Release a launch that is on hold or locked after a rollback.")

    @OptionGroup var launch: LaunchArguments
    @OptionGroup var why: ReasonArgument

    func run() throws { try Session.perform(launch, { _ in .release(reason: why.reason) }, done: "released") }
}

struct Declare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "declare", abstract: "Declare that what a manual metric stands for has happened.")

    @OptionGroup var launch: LaunchArguments
    @Argument(help: "The name of the metric.") var metric: String
    @Option(name: .long, help: ArgumentHelp("What was seen.", valueName: "TEXT")) var reason: String?

    func run() throws { try Session.perform(launch, { _ in .declare(metric: metric, reason: reason) }, done: "declared") }
}

struct WindowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "window", abstract: "Start, extend or cut a monitoring window, or confirm its checkpoint.")

    enum Verb: String, ExpressibleByArgument, CaseIterable { case start, extend, cut, confirm }

    @OptionGroup var launch: LaunchArguments
    @Argument(help: "start, extend, cut or confirm") var verb: Verb
    @Argument(help: "The window: its id, its line, or words that fit only one. Without it, the open one, or the next to start.")
    var name: String?
    @Option(name: .long, help: ArgumentHelp("How much longer, say 30m.", valueName: "DURATION")) var by: String?
    @Option(name: .long, help: ArgumentHelp("Why, in a few words.", valueName: "TEXT")) var reason: String?

    func validate() throws {
        if verb == .extend, by.flatMap({ Duration(launchText: $0) }) == nil { throw ValidationError("extend needs --by, say --by 30m") }
    }

    func run() throws {
        try Session.perform(launch, command, done: "done")
    }

    private func command(_ launch: OpenLaunch) throws -> LaunchCommand {
        let window = try window(in: launch)
        switch verb {
        case .start: return .openWindow(window.id)
        case .extend: return .extendWindow(window.id, by: by.flatMap { Duration(launchText: $0) } ?? .zero, reason: reason ?? "")
        case .cut: return .cutWindow(window.id, reason: reason ?? "")
        case .confirm:
            guard let every = window.every, let status = launch.state.windows[window.id] else {
                throw Refusal("the window has no checkpoint that is due", instead: "")
            }
            let index = Int((SystemClock.moment() - status.openedAt).seconds / every.seconds)
            return .confirmCheckpoint(window: window.id, index: index, note: reason)
        }
    }

    private func window(in launch: OpenLaunch) throws(Refusal) -> Window {
        if let name { return try launch.plan.windows.find(name, kind: "window") }
        let fitting = launch.plan.windows.first { window in
            verb == .start ? launch.state.windows[window.id] == nil : launch.state.windows[window.id]?.state == .open
        }
        guard let fitting else {
            throw Refusal(verb == .start ? "every window was opened already" : "no window is open", instead: "name one")
        }
        return fitting
    }
}

struct Stop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Finish the launch: nothing is watched any more, the record is closed.")

    @OptionGroup var launch: LaunchArguments
    @Option(name: .long, help: ArgumentHelp("Why, in a few words.", valueName: "TEXT")) var reason: String?

    func run() throws { try Session.perform(launch, { _ in .finish(reason: reason ?? "stopped by an operator") }, done: "finished") }
}
