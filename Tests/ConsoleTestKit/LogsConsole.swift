import ConsoleModel
import ConsoleTUI
import Foundation
import LaunchCore
import Testing

/// A console on real log files: what is pressed changes a real view of them, and the screen shows it.
public final class LogsConsole {
    public let scratch: ScratchDirectory
    public let store: LogStore
    public let view: LogView
    private var driver: ConsoleDriver
    /// What the keys asked for that does not concern the view.
    public private(set) var others: [ConsoleAction] = []

    /// - Parameter logs: the name of each and what is in it; followed in this order.
    public init(_ logs: [(name: String, text: String)], launch: LaunchFixture = .go, width: Int = 80, height: Int = 25) throws {
        scratch = try ScratchDirectory()
        for log in logs { try log.text.write(toFile: scratch(log.name), atomically: false, encoding: .utf8) }
        let sources = logs.map { LogSource(name: $0.name, origin: .file($0.name), location: SourceLocation(file: "launch.yaml", line: 1)) }
        store = try LogStore(sources: sources, directory: scratch.path)
        #expect(store.settle(within: .seconds(30)))
        view = LogView(store)
        driver = ConsoleDriver(launch, width: width, height: height)
        refresh()
        press("5")
    }

    deinit { store.close() }

    public var screen: String { driver.screen }
    public func lines(_ range: Range<Int>) -> String { driver.lines(range) }
    public var grid: Grid { driver.grid }
    public var body: String { driver.body }

    public func press(_ keys: String) {
        for name in keys.split(separator: " ") { act { $0.press(String(name)) } }
    }

    public func type(_ text: String) {
        for character in text { act { $0.type(String(character)) } }
    }

    public func append(_ text: String, to log: String) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: scratch(log)))
        defer { try? file.close() }
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
    }

    /// Waits until the screen is as wanted.
    public func wait(for text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
        let end = Date().addingTimeInterval(30)
        while !screen.contains(text) {
            guard Date() < end else { return _ = Issue.record("`\(text)` never came:\n\(screen)", sourceLocation: sourceLocation) }
            var descriptor = pollfd(fd: store.wakeDescriptor, events: Int16(POLLIN), revents: 0)
            poll(&descriptor, 1, 50)
            store.drainWake()
            refresh()
        }
    }

    private func act(_ deed: (inout ConsoleDriver) -> Void) {
        deed(&driver)
        for action in driver.takeActions() {
            if case .log(let command) = action { view.perform(command) } else { others.append(action) }
        }
        refresh()
    }

    /// Brings the page anew, after what was being looked for is found.
    private func refresh() {
        driver.launch.logs = store.tails(visible: [:])
        guard let room = driver.state.logRoom(driver.launch.snapshot) else { return }
        repeat {
            driver.launch.logPage = view.page(height: room.height, width: room.width, rows: room.rows)
            if view.hasWork { view.work(for: .milliseconds(20)) }
        } while view.hasWork
        driver.launch.logPage = view.page(height: room.height, width: room.width, rows: room.rows)
    }
}
