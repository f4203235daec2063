extension ShellText {
    /// True when it deletes or overwrites what cannot be had back.
    ///
    /// - Parameter commands: the simple commands of the text.
    static func isDestructive(_ text: String, _ commands: [[Substring]]) -> Bool {
        commands.contains { isDestructive(words: $0) } || hasDestructiveSQL(text)
    }

    /// True when it wants a terminal of its own, or goes on until it is interrupted.
    static func isInteractive(_ commands: [[Substring]]) -> Bool { commands.contains { isInteractive(words: $0) } }

    /// The words of every simple command of a line, `sudo` and assignments taken off. Quotes are taken as they stand: this looks for
    /// risk, it does not execute.
    static func simpleCommands(in text: String) -> [[Substring]] {
        text.utf8.split(whereSeparator: endsCommand).compactMap(words)
    }

    /// The words of the first of them.
    static func firstCommand(in text: Substring) -> [Substring]? {
        var rest = text.utf8
        while !rest.isEmpty {
            let end = rest.firstIndex(where: endsCommand) ?? rest.endIndex
            if let words = words(of: rest[..<end]) { return words }
            rest = rest[end...].dropFirst()
        }
        return nil
    }

    private static func endsCommand(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "|"), UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "\n"), UInt8(ascii: "("), UInt8(ascii: "`"): true
        default: false
        }
    }

    private static func words(of command: Substring.UTF8View) -> [Substring]? {
        let words = command.split { $0 == 0x20 || $0 == 0x09 }.drop { word in
            let word = Substring(word)
            return prefixes.contains(word) || isAssignment(word)
        }
        return words.isEmpty ? nil : words.map { Substring($0) }
    }

    private static let prefixes: Set<Substring> = ["sudo", "time", "nohup", "env", "exec", "command", "then", "do", "else", "$"]

    static func isAssignment(_ word: Substring) -> Bool {
        guard word.hasByte({ $0 == UInt8(ascii: "=") }), let equal = word.firstIndex(of: "="), equal > word.startIndex else { return false }
        return word[..<equal].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    private static func program(_ word: Substring) -> Substring {
        word.hasByte { $0 == UInt8(ascii: "/") } ? word.split(separator: "/").last ?? word : word
    }

    private static func isDestructive(words: [Substring]) -> Bool {
        let program = program(words[0])
        let rest = words.dropFirst()
        func has(_ options: Substring...) -> Bool { rest.contains { options.contains($0) } }
        func flag(_ letter: Character) -> Bool { rest.contains { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains(letter) } }
        switch program {
        case "rm", "shred", "dropdb", "dropuser", "mkfs", "fdisk", "wipefs", "reboot", "shutdown", "halt", "poweroff", "truncate":
            return true
        case "dd": return rest.contains { $0.hasPrefix("of=") }
        case "kill", "pkill", "killall": return has("-9", "-KILL", "-SIGKILL")
        case "git":
            let forced = rest.contains { $0.hasPrefix("--force") } || flag("f")
            return rest.first == "reset" && has("--hard")
                || (rest.first == "push" || rest.first == "clean" || rest.first == "branch") && forced
                || has("-D", "filter-branch") || rest.first == "push" && has("--delete", "--mirror")
        case "docker", "podman":
            return has("rm", "rmi", "prune") || rest.first == "compose" && has("down") && (flag("v") || has("--volumes"))
        case "docker-compose": return has("rm") || has("down") && (flag("v") || has("--volumes"))
        case "terraform", "tofu", "pulumi": return has("destroy") || has("-destroy")
        case "redis-cli": return rest.contains { ["flushall", "flushdb"].contains($0.lowercased()) }
        case "find": return has("-delete")
        case "rsync": return rest.contains { $0.hasPrefix("--delete") }
        default:
            guard cloudTools.contains(program) else { return program.hasPrefix("mkfs.") }
            return rest.contains {
                deletions.contains($0) || $0.hasPrefix("delete-") || $0.hasPrefix("terminate-") || $0.hasSuffix(":destroy")
            }
        }
    }

    private static let cloudTools: Set<Substring> = [
        "kubectl", "oc", "helm", "aws", "gcloud", "gsutil", "az", "heroku", "fly", "flyctl", "vercel", "netlify", "doctl", "railway",
        "supabase",
    ]
    private static let deletions: Set<Substring> = [
        "delete", "destroy", "uninstall", "rm", "rb", "remove", "reset", "apps:destroy", "pg:reset",
    ]

    private static func hasDestructiveSQL(_ text: String) -> Bool {
        guard ["drop", "delete", "truncate"].contains(where: { text.holds(anyCase: $0) }) else { return false }
        let words = text.split { !($0.isLetter || $0 == "_") }.map { $0.uppercased() }
        for (one, two) in zip(words, words.dropFirst()) {
            if one == "DROP", ["TABLE", "DATABASE", "SCHEMA", "COLUMN", "INDEX", "USER", "KEYSPACE"].contains(two) { return true }
            if one == "DELETE" && two == "FROM" || one == "TRUNCATE" && two == "TABLE" { return true }
        }
        return false
    }

    private static func isInteractive(words: [Substring]) -> Bool {
        let program = program(words[0])
        let rest = words.dropFirst()
        let plain = rest.filter { !$0.hasPrefix("-") }
        func has(_ options: Substring...) -> Bool { rest.contains { options.contains($0) } }
        switch program {
        case "vi", "vim", "nvim", "nano", "emacs", "less", "more", "top", "htop", "watch", "tmux", "screen", "ftp", "sftp", "telnet",
            "visudo",
            "passwd", "lnav", "k9s", "read":
            return true
        case "ssh", "mosh": return plain.count == 1 && !has("-N", "-f")
        case "psql", "mysql", "mongosh", "mongo", "sqlite3", "redis-cli":
            return !has("-c", "-e", "--command", "--execute", "--eval", "-f", "<", "--file", "ping", "PING", "info", "INFO")
                && rest.count <= 3
        case "python", "python3", "node", "irb", "bash", "sh", "zsh": return rest.isEmpty
        case "docker", "podman", "kubectl", "oc", "docker-compose":
            if has("-it", "-ti") || has("attach", "edit") { return true }
            return has("logs", "log") && has("-f", "--follow") || has("-w", "--watch")
        case "tail", "journalctl":
            return has("-f", "-F", "--follow") || rest.contains { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.hasSuffix("f") }
        case "heroku", "vercel", "fly", "flyctl", "wrangler": return has("--tail", "tail", "console", "--follow")
        case "git":
            return has("-i", "--interactive", "-p", "--patch")
                || rest.first == "commit" && !has("-m", "-am", "--message", "--no-edit", "-F", "-C")
        default: return false
        }
    }
}
