import CNCurses

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Terminal {
    /// Answers whether text can be encoded as UTF-8 at all.
    static func setLocale(_ choice: LocaleChoice) -> Bool {
        for name in choice.names {
            guard let charset = cn_set_locale(name) else { continue }
            return String(cString: charset) == "UTF-8"
        }
        return false
    }

    static func open(_ options: TerminalOptions) throws(TerminalError) {
        let failure = options.name.withCString { name in
            // Must outlive the terminal; one line, once a process.
            guard let line = strdup(options.crashLine) else { return cn_system_error }
            var plain = cn_options(
                term: name, input: options.input, output: options.output, mouse: options.mouse, keep_errors: options.keepErrors,
                crash_line: UnsafePointer(line))
            return cn_open(&plain)
        }
        switch failure {
        case cn_opened: return
        case cn_not_a_terminal: throw .notATerminal
        case cn_unknown_terminal: throw .unknown(options.name)
        case cn_no_terminfo: throw .noDescriptions
        case cn_dumb_terminal: throw .cannotPlaceCursor(options.name)
        default: throw .system(String(cString: strerror(errno)))
        }
    }

    /// What this terminal's keys send, as its description says.
    static func keySequences() -> [[UInt8]: Key] {
        var sequences: [[UInt8]: Key] = [:]
        var buffer = [CChar](repeating: 0, count: 64)
        for (capability, key) in TerminalKeys.capabilities {
            let length = cn_capability(capability, &buffer, buffer.count)
            if length > 0 { sequences[buffer[..<length].map { UInt8(bitPattern: $0) }] = key }
        }
        return sequences
    }
}
