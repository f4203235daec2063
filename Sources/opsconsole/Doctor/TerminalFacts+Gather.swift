import ConsoleModel
import ConsoleTUI

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension TerminalFacts {
    /// Looks at the terminal on standard input and output.
    static func gather(environment: [String: String]) -> TerminalFacts {
        let name = environment["TERM"]
        let asked = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return TerminalFacts(
            isTerminal: isatty(0) == 1 && isatty(1) == 1, name: name, entry: name.flatMap { entry($0, environment) }, size: size(),
            locale: asked, hasLocale: setlocale(LC_CTYPE, "") != nil,
            drawsUnicode: LocaleChoice(environment: environment, terminal: name ?? "").isUnicode,
            noColour: environment["NO_COLOR"]?.isEmpty == false)
    }

    private static func entry(_ name: String, _ environment: [String: String]) -> TerminalEntry? {
        for directory in TerminalEntry.directories(environment: environment) {
            for path in TerminalEntry.paths(of: name) {
                guard let file = try? Descriptor(opening: "\(directory)/\(path)", O_RDONLY) else { continue }
                if let entry = TerminalEntry(compiled: file.contents(limit: 65_536)) { return entry }
            }
        }
        return nil
    }

    private static func size() -> (width: Int, height: Int)? {
        var size = winsize()
        guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
        return (Int(size.ws_col), Int(size.ws_row))
    }
}
