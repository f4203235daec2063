extension FenceReader {
    /// The line after the command that starts at `start`: continuations, open quotes, here-documents and compound commands are one.
    static func endOfCommand(_ lines: [Substring], from start: Int) -> Int {
        var state = ShellScan()
        var index = start
        while index < lines.count {
            state.take(lines[index])
            index += 1
            if state.isComplete { return index }
            // A command that never ends is more likely an apostrophe in prose: then its first line stands alone.
            if index - start > 200 { break }
        }
        return state.isComplete ? index : start + 1
    }

    /// False for what no shell would run: `/double escape`, `Visit: ...`, a line that starts with a sign.
    static func isShell(_ text: String) -> Bool {
        // The fence of a block inside a block.
        if text.hasPrefix("```") || text.hasPrefix("~~~") { return false }
        guard let words = ShellText.firstCommand(in: text[...]), let first = words.first else { return text.hasPrefix("(") }
        guard let start = first.unicodeScalars.first, start.isASCII else { return false }
        if first.hasPrefix("/") { return first.dropFirst().contains("/") }
        if first.hasSuffix(":"), first != ":" { return false }
        switch first {
        case "-", "*", ">", "=", "|", "+", "?", "!=", ",": return false
        default: break
        }
        if first.first?.isUppercase == true, words.count > 1, !first.contains("="), !first.contains("/"), !first.contains("-"),
            !first.contains("."),
            first.dropFirst().allSatisfy({ $0.isLowercase })
        {
            return false
        }
        return start.properties.isAlphabetic || "./~$[({:_\"'0123456789\\<!#".unicodeScalars.contains(start)
    }

    /// An unlabelled fence is shell when most of its lines start with a program people know.
    static func looksLikeShell(_ lines: [Substring]) -> Bool {
        var known = 0
        var total = 0
        var isInside = false
        for line in lines {
            let text = line.unindented
            guard !text.isEmpty, !text.hasPrefix("#") else { continue }
            defer { isInside = text.hasSuffix("\\") }
            if isInside { continue }
            total += 1
            if text.hasPrefix("$ ") || startsWithProgram(text) { known += 1 }
        }
        return known > 0 && known * 2 > total
    }

    static func startsWithProgram(_ text: Substring) -> Bool {
        guard let first = ShellText.firstCommand(in: text)?.first else { return false }
        if first.hasPrefix("./") || first.hasPrefix("~/") { return first.count > 2 }
        if first.hasPrefix("/"), first.dropFirst().contains("/") { return !first.contains("├") }
        return programs.contains(String(first))
    }

    static let programs: Set<String> = [
        "ansible", "ansible-playbook", "apt", "apt-get", "aws", "az", "bash", "brew", "bun", "bundle", "cap", "cargo", "cat", "cd", "chmod",
        "chown",
        "composer", "cp", "crontab", "curl", "dig", "django-admin", "dnf", "docker", "docker-compose", "dotnet", "echo", "export",
        "firebase", "fly",
        "flyctl", "forge", "gcloud", "gh", "git", "go", "gradle", "grep", "gsutil", "helm", "heroku", "java", "journalctl", "jq", "just",
        "k6",
        "kubectl", "kubens", "kubectx", "ln", "ls", "make", "mix", "mkdir", "mv", "mvn", "mysql", "mysqldump", "netlify", "nc", "nginx",
        "node",
        "nomad", "npm", "npx", "nslookup", "openssl", "pg_dump", "pg_restore", "php", "ping", "pip", "pip3", "pm2", "pnpm", "podman",
        "poetry",
        "prisma", "psql", "pulumi", "pytest", "python", "python3", "rails", "railway", "rake", "redis-cli", "rm", "rsync", "scp", "sed",
        "service",
        "sh", "source", "sqlite3", "ssh", "sudo", "supabase", "swift", "systemctl", "tail", "tar", "terraform", "test", "tofu", "touch",
        "uv",
        "vault", "vercel", "wget", "wrangler", "yarn", "yum", "nohup", "watch", "wrk", "ab", "hey", "promtool", "certbot", "artisan",
        "flutter",
        "xcodebuild", "fastlane", "adb", "set", "unset", "sleep", "kill", "pkill", "ps", "htop", "df", "du", "free", "uname", "whoami",
        "vi", "vim", "nvim", "nano", "emacs", "less", "lnav", "k9s", "tmux", "sftp", "telnet", "visudo", "mosh", "mongo", "mongosh", "irb",
        "zsh", "oc", "awk", "xargs", "ssh-keygen", "ssh-copy-id", "systemd-run", "iptables", "ufw", "lsof", "netstat", "traceroute",
        "unzip",
        "pg_isready", "pg_ctl", "createdb", "dropdb", "mongodump", "mongorestore", "celery", "gunicorn", "uvicorn", "alembic", "flask",
        "eksctl", "kustomize", "argocd", "consul", "etcdctl", "doctl", "hcloud", "skaffold", "packer", "vagrant", "sha256sum",
    ]
}

/// Just enough of the shell's grammar to know where a command ends.
struct ShellScan {
    private var quote: UInt8?
    private var depth = 0
    private var hereDocuments: [String] = []
    private var continues = false

    var isComplete: Bool { quote == nil && depth <= 0 && hereDocuments.isEmpty && !continues }

    mutating func take(_ line: Substring) {
        if let end = hereDocuments.first, quote == nil {
            if line.drop(while: { $0 == "\t" || $0 == " " }) == end[...] { hereDocuments.removeFirst() }
            return
        }
        continues = false
        var word: [UInt8] = []
        var isCommandStart = true
        let bytes = Array(line.utf8)
        var index = 0
        func endWord() {
            guard !word.isEmpty else { return }
            let text = word.count <= Self.longestKeyword ? String(decoding: word, as: UTF8.self) : ""
            if isCommandStart { depth += Self.weight[text] ?? 0 }
            isCommandStart = Self.openers.contains(text)
            word = []
        }
        while index < bytes.count {
            let byte = bytes[index]
            if let open = quote {
                if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") { index += 1 } else if byte == open { quote = nil }
            } else {
                switch byte {
                case UInt8(ascii: "\\"):
                    if index == bytes.count - 1 { continues = true }
                    index += 1
                    word.append(byte)
                case UInt8(ascii: "'"), UInt8(ascii: "\""):
                    quote = byte
                    word.append(byte)
                case UInt8(ascii: "#") where word.isEmpty: index = bytes.count
                case UInt8(ascii: "<") where index + 1 < bytes.count && bytes[index + 1] == byte:
                    index = takeHereDocument(bytes, at: index + 2)
                case UInt8(ascii: " "), UInt8(ascii: "\t"): endWord()
                case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"):
                    endWord()
                    isCommandStart = true
                default: word.append(byte)
                }
            }
            index += 1
        }
        endWord()
        guard quote == nil else { return }
        let endsInPipe = bytes.contains(UInt8(ascii: "|")) && line.last { !$0.isWhitespace } == "|"
        if endsInPipe || line.hasSuffix("&&") { continues = true }
    }

    private mutating func takeHereDocument(_ bytes: [UInt8], at start: Int) -> Int {
        var index = start
        if index < bytes.count, bytes[index] == UInt8(ascii: "<") { return index }
        while index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: " ") { index += 1 }
        var word: [UInt8] = []
        while index < bytes.count, bytes[index] > 0x20, !"|;&><)".utf8.contains(bytes[index]) {
            if !"'\"\\".utf8.contains(bytes[index]) { word.append(bytes[index]) }
            index += 1
        }
        if !word.isEmpty { hereDocuments.append(String(decoding: word, as: UTF8.self)) }
        return index - 1
    }

    private static let longestKeyword = 5
    private static let weight: [String: Int] = [
        "if": 1, "fi": -1, "for": 1, "while": 1, "until": 1, "done": -1, "case": 1, "esac": -1, "{": 1, "}": -1,
    ]
    private static let openers: Set<String> = ["then", "do", "else", "if", "while", "until", "{", "elif"]
}
