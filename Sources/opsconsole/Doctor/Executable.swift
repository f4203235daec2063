#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Programs, as the shell finds them.
enum Executable {
    /// The path of a program: in PATH, or, where the name has a slash, relative to `directory`.
    static func find(_ name: String, environment: [String: String], directory: String = ".") -> String? {
        if name.contains("/") {
            let path = name.hasPrefix("/") ? name : "\(directory)/\(name)"
            return access(path, X_OK) == 0 ? path : nil
        }
        let places = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        return places.lazy.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// The program a command starts with, where that is plain to see: no variable, quotes or builtin of the shell.
    static func program(of command: String) -> String? {
        let word = command.prefix { !$0.isWhitespace }
        guard !word.isEmpty, word.allSatisfy({ $0.isLetter || $0.isNumber || "._/+-".contains($0) }), !builtins.contains(String(word))
        else {
            return nil
        }
        return String(word)
    }

    private static let builtins: Set<String> = [
        ".", "alias", "break", "case", "cd", "command", "continue", "declare", "echo", "eval", "exec", "exit", "export", "false", "for",
        "function", "if", "kill", "local", "printf", "pwd", "read", "return", "set", "shift", "source", "test", "time", "trap", "true",
        "type", "ulimit", "umask", "unset", "until", "wait", "while",
    ]
}
