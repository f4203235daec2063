extension String {
    /// One single-quoted word of a POSIX shell.
    public var quotedForShell: String { "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'" }

    /// One word of any shell, printable, quoted only where it must be.
    public var shellWord: String {
        if !isEmpty, first != "-", allSatisfy(\.isPlainForShells) { return self }
        return isPrintableForShell ? quotedForShell : printfForShell
    }

    /// Whether every shell that somebody may sit before does with this text what bash does with it in a script: one program and its
    /// plain words, nothing to be expanded, no word that is the shell's own, none that people make an alias of.
    public var isPlainForEveryShell: Bool {
        guard allSatisfy({ $0 == " " || $0.isPlainForShells }) else { return false }
        let words = split(separator: " ")
        guard let first = words.first, !first.contains("="), first.first != "%", !Self.shellsOwn.contains(String(first)) else {
            return false
        }
        // zsh takes a word that begins with it for a program's path.
        if words.contains(where: { $0.first == "=" }) { return false }
        return first != "echo" || words.count < 2 || words[1].first != "-"
    }

    /// The same of several in a row, each of which is begun when the one before it has succeeded.
    var isPlainChainForShells: Bool {
        var rest = self[...], links: [Substring] = []
        while let next = rest.firstRange(of: " && ") {
            links.append(rest[..<next.lowerBound])
            rest = rest[next.upperBound...]
        }
        return (links + [rest]).allSatisfy { String($0).isPlainForEveryShell }
    }

    private static let shellsOwn: Set<String> = [
        ".", "alias", "and", "begin", "bg", "bind", "break", "builtin", "caller", "case", "cd", "chdir", "command", "compgen", "complete",
        "compopt", "continue", "coproc", "cp", "declare", "dirs", "disown", "do", "done", "elif", "else", "enable", "end", "esac", "eval",
        "exec", "exit", "export", "fc", "fg", "fi", "for", "foreach", "function", "getopts", "goto", "hash", "help", "history", "if", "in",
        "jobs", "kill", "let", "limit", "ln", "local", "logout", "mapfile", "mv", "newgrp", "nohup", "noglob", "not", "or", "popd", "print",
        "printf", "pushd", "read", "readarray", "readonly", "repeat", "return", "rm", "select", "set", "setenv", "shift", "shopt", "source",
        "string", "suspend", "switch", "test", "then", "time", "times", "trap", "type", "typeset", "ulimit", "umask", "unalias", "unset",
        "unsetenv", "until", "wait", "whence", "which", "while",
    ]
}

extension Character {
    fileprivate var isPlainForShells: Bool { isASCII && (isLetter || isNumber || "_./:@%+,-=".contains(self)) }
}
