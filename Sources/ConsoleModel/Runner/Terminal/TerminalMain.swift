import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The whole of a process that holds a command's terminal: what `opsconsole terminal OUTPUT PROGRAM ARGUMENT...` does.
public enum TerminalMain {
    /// The variable with the size the terminal begins with, `ROWSxCOLUMNS`.
    static let sizeVariable = "OPSCONSOLE_TERMINAL"

    /// Returns the command's exit status as a shell has it, or 71 where there was no terminal to be had.
    public static func run(_ words: [String]) -> Int32 {
        guard words.count >= 2 else { return 64 }
        for number in [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGTSTP, SIGTTIN, SIGTTOU] { signal(number, SIG_IGN) }
        let environment = SpawnEnvironment.inherited
        let size = environment[sizeVariable].flatMap(TerminalSize.init(text:)) ?? .standard
        do throws(SystemError) {
            let holder = try TerminalHolder(
                Array(words.dropFirst()), output: words[0], size: size, environment: environment.without([sizeVariable]))
            switch holder.carryOut() {
            case .exit(let code): return code
            case .signal(let number): return 128 + number
            }
        } catch {
            let bytes = Array((Printable.text(error.description) + "\n").utf8)
            _ = write(STDERR_FILENO, bytes, bytes.count)
            return 71
        }
    }

    /// The environment of a runner, with the size of the terminal it is asked for from, where there is one.
    static func sized(_ environment: SpawnEnvironment) -> SpawnEnvironment {
        guard let size = TerminalSize(of: STDOUT_FILENO) else { return environment }
        return environment.setting(sizeVariable, to: size.text)
    }
}
