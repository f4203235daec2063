/// The part of a compiled terminfo entry that the doctor asks about.
struct TerminalEntry: Hashable, Sendable {
    /// 0 where the terminal has none.
    var colours: Int
    var canAddressCursor: Bool

    init(colours: Int, canAddressCursor: Bool) {
        self.colours = colours
        self.canAddressCursor = canAddressCursor
    }

    /// The directories to look in, in ncurses' order.
    static func directories(environment: [String: String]) -> [String] {
        var places = [environment["TERMINFO"], environment["HOME"].map { $0 + "/.terminfo" }].compactMap(\.self)
        places += (environment["TERMINFO_DIRS"] ?? "").split(separator: ":").map(String.init)
        return places + ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo"]
    }

    /// Where an entry may stand below one of the directories: by first letter, or by its code where the file system ignores case.
    static func paths(of name: String) -> [String] {
        guard let first = name.utf8.first, !name.contains("/"), !name.hasPrefix(".") else { return [] }
        return ["\(name.prefix(1))/\(name)", "\(String(first, radix: 16))/\(name)"]
    }

    /// Reads the compiled form (term(5)); nil for what is none.
    init?(compiled bytes: [UInt8]) {
        func short(_ offset: Int) -> Int? {
            guard offset + 1 < bytes.count else { return nil }
            return Int(Int16(truncatingIfNeeded: Int(bytes[offset]) | Int(bytes[offset + 1]) << 8))
        }
        // 16-bit or 32-bit numbers, by the magic number.
        guard let magic = short(0), [0o432, 0o1036].contains(magic), let names = short(2), let flags = short(4), let numbers = short(6),
            let strings = short(8), names >= 0, flags >= 0, numbers >= 0, strings >= 0
        else { return nil }
        let width = magic == 0o432 ? 2 : 4
        // Numbers begin on an even byte.
        let numbersAt = (12 + names + flags + 1) / 2 * 2
        let stringsAt = numbersAt + numbers * width
        self.init(
            colours: numbers > Self.maxColours ? max(0, short(numbersAt + Self.maxColours * width) ?? 0) : 0,
            canAddressCursor: strings > Self.cursorAddress && (short(stringsAt + Self.cursorAddress * 2) ?? -1) >= 0)
    }

    /// The places of `max_colors` among the numbers and of `cursor_address` among the strings.
    private static let maxColours = 13
    private static let cursorAddress = 10
}
