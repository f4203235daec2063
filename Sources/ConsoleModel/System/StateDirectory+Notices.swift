extension StateDirectory {
    /// What an operator should know of the place before he relies on it: for `doctor`, and for the notices on the screen.
    public var notices: [String] {
        var notices: [String] = []
        if place == .home {
            notices.append("the state is kept in \(path): operators with another login do not see it; share one with --state DIR")
        }
        if isOnNetwork {
            notices.append("\(path) is on a network file system: watch and run from one host only, or name a local place with --state DIR")
        }
        if !isWritable { notices.append("\(path) cannot be written: this console can only watch") }
        return notices
    }

    /// SQLite's write-ahead log needs memory that all its users share, which two hosts do not have.
    private var isOnNetwork: Bool { (try? DirectoryLook.nearest(path)).map { MountTable.isOnNetwork($0.path) } ?? false }
}
