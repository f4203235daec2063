/// Which locale to take for character types, and whether text may leave ASCII.
///
/// Over ssh, in containers and under systemd the locale is often not set, or names one this host does not have, while the
/// terminal at the other end speaks UTF-8 as all of them do today. Only somebody who asks for ASCII, or for an older character
/// set, gets ASCII.
public struct LocaleChoice: Hashable, Sendable {
    /// Names to try in turn; the first one that exists is taken.
    public var names: [String]
    public var isUnicode: Bool

    /// - Parameters:
    ///   - environment: `LC_ALL`, `LC_CTYPE` and `LANG` are read.
    ///   - terminal: the value of `TERM`.
    public init(environment: [String: String], terminal: String) {
        let explicit = ["LC_ALL", "LC_CTYPE"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        let name = explicit ?? environment["LANG"] ?? ""
        // Whatever is drawn, text is measured as UTF-8: only the cells that go out are reduced to ASCII.
        let fallbacks = ["C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8"]
        if Self.namesUTF8(name) {
            names = [name] + fallbacks
            isUnicode = true
        } else {
            let isUnset = explicit == nil && ["", "C", "POSIX"].contains(name)
            names = fallbacks
            isUnicode = isUnset && !Self.isOld(terminal)
        }
    }

    private static func namesUTF8(_ name: String) -> Bool {
        let lower = name.lowercased()
        return lower.hasSuffix("utf-8") || lower.hasSuffix("utf8") || lower.contains("utf-8@") || lower.contains("utf8@")
    }

    /// Terminals from before UTF-8.
    private static func isOld(_ terminal: String) -> Bool {
        ["vt", "ansi", "wy", "sun", "cons25", "adm", "hp", "tvi"].contains { terminal.hasPrefix($0) } && terminal != "vte"
            && !terminal.hasPrefix("vte-")
    }
}
