#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Rows and columns of a terminal.
struct TerminalSize: Hashable, Sendable {
    var rows: Int
    var columns: Int

    static let standard = TerminalSize(rows: 24, columns: 80)

    init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }

    /// Nil where the descriptor is no terminal, or one that does not know its size.
    init?(of descriptor: Int32) {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 else { return nil }
        self.init(rows: Int(size.ws_row), columns: Int(size.ws_col))
    }

    /// `24x80`
    init?(text: String) {
        let numbers = text.split(separator: "x").compactMap { Int($0) }
        guard numbers.count == 2, numbers.allSatisfy({ (1...Int(UInt16.max)).contains($0) }) else { return nil }
        self.init(rows: numbers[0], columns: numbers[1])
    }

    var text: String { "\(rows)x\(columns)" }

    func set(on descriptor: Int32) {
        var size = winsize(ws_row: UInt16(clamping: rows), ws_col: UInt16(clamping: columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
    }
}
