import LaunchCore

/// How to act on a launch that is watched in lines: there are no keys, the subcommands do what they do.
enum PlainHelp {
    static func lines(_ snapshot: Snapshot, launch: String) -> [String] {
        guard snapshot.state.finished == nil else { return ["the launch is finished; `opsconsole report` tells all of it"] }
        let leave = "what changes follows, one line each; Ctrl-C leaves, the engine goes on watching"
        guard !snapshot.readOnly else { return [leave] }
        let file = quoted(launch)
        return [
            "to act, from another terminal: opsconsole COMMAND \(file) ...",
            "  tick ITEM, skip ITEM --reason TEXT, decide DECISION go|no-go, ack TRIGGER --reason TEXT, window confirm,",
            "  hold --reason TEXT, release --reason TEXT, rollback --yes --reason TEXT, note TEXT, stop; `opsconsole --help` lists all",
            leave,
        ]
    }

    /// As a shell takes it.
    static func quoted(_ path: String) -> String {
        let plain = path.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+=:@%,".contains($0)) }
        return plain && !path.isEmpty ? path : "'" + path.replacing("'", with: "'\\''") + "'"
    }
}
