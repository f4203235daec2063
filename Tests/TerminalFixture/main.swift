import ConsoleTUI

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// A console in little, for tests of the terminal in a terminal: shows its size and the keys typed, and does on a key what can
// go wrong. Arguments: `ascii`, `mouse`, and `scenes=FILE`: draw pictures by chance, one a key, and describe the last one there.

func uptime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}

func environment() -> [String: String] {
    var values: [String: String] = [:]
    for name in ["TERM", "LC_ALL", "LC_CTYPE", "LANG", "NO_COLOR"] {
        if let value = getenv(name) { values[name] = String(cString: value) }
    }
    return values
}

func say(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { _ = write(descriptor, $0.baseAddress, $0.count) }
}

final class Fixture {
    var typed: [Key] = []
    var last = "none"
    var count = 0
    let terminal: Terminal
    var scenes: Scenes?
    let scenesFile = CommandLine.arguments.first { $0.hasPrefix("scenes=") }?.dropFirst(7)

    init() throws {
        var options = TerminalOptions(environment: environment(), theme: try Theme(document: .dark))
        options.ascii = CommandLine.arguments.contains("ascii")
        options.mouse = CommandLine.arguments.contains("mouse")
        options.crashLine = "fixture: crashed"
        terminal = try Terminal(options)
        if scenesFile != nil { scenes = Scenes(size: terminal.size) }
    }

    func draw(_ size: Size) -> Grid {
        if let scenes { return scenes.grid }
        var grid = Grid(width: size.width, height: size.height)
        let inner = grid.box(grid.bounds, title: .init(left: "Fixture", right: "\(size.width)x\(size.height)"))
        grid.put("KEY \(last) #\(count)", x: inner.x + 1, y: inner.y, in: inner)
        grid.put("● good", x: inner.x + 1, y: inner.y + 1, in: inner, style: Style(.good))
        grid.put("✖ bad 日本 e\u{301} é", x: inner.x + 1, y: inner.y + 2, in: inner, style: Style(.bad))
        grid.put("▁▂▃▄▅▆▇█ ▾ 🚀!", x: inner.x + 1, y: inner.y + 3, in: inner, style: Style(.curve))
        grid.put("depth \(terminal.depth) \(terminal.repertoire)", x: inner.x + 1, y: inner.y + 4, in: inner)
        grid.select(inner.row(1))
        return grid
    }

    func describe() {
        guard let scenes, let scenesFile else { return }
        let file = open(String(scenesFile), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        say(scenes.description(in: terminal.theme, depth: terminal.depth), to: file)
        close(file)
        terminal.bell()
    }

    func press(_ key: Key) -> TerminalLoop.Flow {
        count += 1
        last = "\(key)"
        switch key {
        case .character("n"): scenes?.next()
        case .character("w"): describe()
        case .character("q"): return .leave
        case .control("z"): terminal.suspend()
        case .character("T"): _ = typed[count + 100]
        case .character("V"): raise(SIGSEGV)
        case .character("X"): exit(3)
        case .character("E"): say("words on standard error \u{1b}[31m\n", to: 2)
        case .character("L"):
            terminal.lend {
                say("LENT\n", to: 1)
                var byte: UInt8 = 0
                while read(0, &byte, 1) != 1 || byte != 0x0a {}
            }
        case .character("M"): if let mono = try? Theme(document: .mono) { terminal.theme = mono }
        case .character("B"): terminal.bell()
        case .control("l"): terminal.redraw()
        default: break
        }
        return .goOn
    }
}

do {
    let fixture = try Fixture()
    var loop = TerminalLoop(display: fixture.terminal, wakeups: [], clock: uptime)
    let ending = loop.run(
        .init(
            onKeys: { keys in keys.map(fixture.press).contains(.leave) ? .leave : .goOn }, onWake: { _ in .goOn }, timeout: { nil },
            draw: fixture.draw))
    fixture.terminal.restore()
    print("ended: \(ending)")
} catch let error as TerminalError {
    say("fixture: \(error)\n", to: 2)
    exit(2)
}
