import LaunchCore

/// The shell text that follows a log of another host through the system's ssh: never a prompt, found dead within a minute, and gone
/// from the other host with this process, however that ends.
enum RemoteTail {
    private static let options = [
        "BatchMode=yes", "ConnectTimeout=10", "ServerAliveInterval=15", "ServerAliveCountMax=3", "StrictHostKeyChecking=yes",
    ]

    /// A file that may be renamed, or not be there yet; glob characters choose several.
    static func following(_ path: String, on host: String, lines: Int) -> String? {
        running("exec tail -q -n \(lines) -F -- \(quotedForGlob(path))", on: host)
    }

    /// Nil for a host that ssh could take for an option.
    static func running(_ command: String, on host: String) -> String? {
        guard !host.isEmpty, !host.hasPrefix("-"), !host.contains(where: { $0.isWhitespace || $0.isNewline || $0 == "\0" }) else {
            return nil
        }
        let options = options.map { "-o \($0)" }.joined(separator: " ")
        return "exec ssh -T \(options) -- \(quoted(host)) \(quoted(remote(command)))"
    }

    /// On the other host a second process waits for the end of the input, which comes with the end of the link, and then ends all.
    private static func remote(_ command: String) -> String {
        let script = """
            exec 3<&0; (exec >/dev/null 2>&1; cat <&3; kill 0) & w=$!; (\(command)
            ) 3<&- </dev/null; s=$?; kill $w; exit $s
            """
        return "exec sh -c \(quoted(script))"
    }

    static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// Quoted but for `*`, `?` and brackets.
    private static func quotedForGlob(_ path: String) -> String {
        var text = ""
        for character in path {
            let isPlain = character.isLetter || character.isNumber || "*?[]/._-".contains(character)
            text += isPlain ? String(character) : quoted(String(character))
        }
        return text
    }
}
