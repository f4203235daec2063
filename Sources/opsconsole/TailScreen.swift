import ConsoleModel
import ConsoleTUI
import LaunchCore

/// The lines of the logs and one line about them.
final class TailScreen {
    private let store: LogStore
    private let view: LogView
    private var height = 24

    init(_ store: LogStore) {
        self.store = store
        view = LogView(store)
        view.perform(.select([]))
    }

    var handlers: TerminalLoop.Handlers {
        TerminalLoop.Handlers(
            onKeys: { keys in keys.contains { !self.obey($0) } ? .leave : .goOn },
            onWake: { _ in
                self.store.drainWake()
                return .goOn
            }, timeout: { .seconds(1) }, draw: { self.draw($0) }, isFlooded: { self.store.isFlooded }, work: { self.work() })
    }

    private func work() -> Bool {
        guard view.hasWork else { return false }
        view.work(for: .milliseconds(4))
        return true
    }

    /// False to leave.
    private func obey(_ key: Key) -> Bool {
        switch key {
        case .character("q"), .control("c"): return false
        case .character("k"), .up: view.perform(.scroll(-1))
        case .character("j"), .down: view.perform(.scroll(1))
        case .pageUp: view.perform(.scroll(1 - height))
        case .pageDown: view.perform(.scroll(height - 1))
        case .character("g"), .home: view.perform(.top)
        case .character("G"), .end: view.perform(.follow)
        case .character("e"): view.perform(.find(.error, backwards: true))
        case .character("r"): view.perform(.raw(true))
        default: break
        }
        return true
    }

    private func draw(_ size: Size) -> Grid {
        var grid = Grid(width: size.width, height: size.height)
        height = max(1, size.height - 1)
        let page = view.page(height: height)
        for (row, line) in page.lines.enumerated() {
            let names = line.log.map { "\($0): " } ?? ""
            grid.put(names + line.line.text, x: 0, y: row, in: grid.bounds, style: Style(role(line.line)))
        }
        let tails = store.tails(visible: [:])
        let words: [String?] = [
            page.isFollowing ? tails.map(\.status).first ?? "" : "held, \(page.newLines) new",
            "\(tails.reduce(0) { $0 + $1.perSecond }) lines/s", "\(tails.reduce(0) { $0 + $1.errors }) errors", page.progress, page.problem,
        ]
        grid.put(words.compactMap(\.self).joined(separator: " · "), x: 0, y: size.height - 1, in: grid.bounds, style: Style(.muted))
        return grid
    }

    private func role(_ line: LogLine) -> Role {
        if line.isMarker { return .logMarker }
        return switch line.severity {
        case .none, .info: .text
        case .debug: .logDebug
        case .warning: .logWarning
        case .error, .fatal: .logError
        }
    }
}
