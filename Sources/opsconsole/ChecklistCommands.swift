import ArgumentParser
import ConsoleModel
import LaunchCore

struct Tick: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "tick", abstract: "Tick an item of the checklist.")

    @OptionGroup var launch: LaunchArguments
    @Argument(help: "The item: its id, its line in the plan, or words that fit only one.") var item: String
    @Option(name: .long, help: ArgumentHelp("What shows that it is done; kept with the tick.", valueName: "TEXT")) var evidence: String?
    @OptionGroup var ticks: TickOptions

    func run() throws {
        try Session.perform(
            launch, { try .tick(item: $0.plan.items.find(item, kind: "item").id, evidence: evidence) }, done: "ticked", then: ticks.write)
    }
}

/// Whether ticks go back into the Markdown.
struct TickOptions: ParsableArguments {
    @Flag(name: .long, help: "Also write [x] into the plan itself, and touch nothing else of it.") var writeTicks = false

    /// - Throws: why the plan could not be written; the tick itself is recorded all the same.
    func write(_ launch: OpenLaunch) throws {
        guard writeTicks else { return }
        do { try TickMirror.write(launch) } catch {
            throw Refusal("it is recorded, but the plan was not written: \(error.message)", instead: "")
        }
    }
}

struct Untick: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "untick", abstract: "Open a ticked or skipped item again.")

    @OptionGroup var launch: LaunchArguments
    @Argument(help: "The item: its id, its line in the plan, or words that fit only one.") var item: String
    @Option(name: .long, help: ArgumentHelp("Why, in a few words.", valueName: "TEXT")) var reason: String?
    @OptionGroup var ticks: TickOptions

    func run() throws {
        try Session.perform(
            launch, { try .untick(item: $0.plan.items.find(item, kind: "item").id, reason: reason) }, done: "open again", then: ticks.write)
    }
}

struct Skip: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "skip", abstract: "Skip an item, with a reason.")

    @OptionGroup var launch: LaunchArguments
    @Argument(help: "The item: its id, its line in the plan, or words that fit only one.") var item: String
    @OptionGroup var why: ReasonArgument

    func run() throws {
        try Session.perform(launch, { try .skip(item: $0.plan.items.find(item, kind: "item").id, reason: why.reason) }, done: "skipped")
    }
}

struct Decide: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "decide", abstract: "Say go or no-go at a decision.")

    enum Answer: String, ExpressibleByArgument, CaseIterable {
        case go
        case noGo = "no-go"
    }

    @OptionGroup var launch: LaunchArguments
    @Argument(help: "The decision: its id, its line in the plan, or words that fit only one.") var decision: String
    @Argument(help: "go or no-go") var answer: Answer
    @Option(name: .long, help: ArgumentHelp("Why; a no-go needs a reason.", valueName: "TEXT")) var reason: String?

    func run() throws {
        try Session.perform(
            launch, { try .decide(decision: $0.plan.decisions.find(decision, kind: "decision").id, go: answer == .go, reason: reason) },
            done: answer.rawValue)
    }
}

struct Note: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "note", abstract: "Write a note into the record.")

    @OptionGroup var launch: LaunchArguments
    @Argument(help: "What should be remembered.") var text: String

    func run() throws { try Session.perform(launch, { _ in .note(text) }, done: "noted") }
}
