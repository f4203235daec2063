import ConsoleModel
import ConsoleTUI
import LaunchCore

/// What one can begin with who names no launch.
enum StartChoice: Hashable {
    case tour, demo
    case open(String)
    case makeLaunchFile(plan: String)
    case help

    /// - Parameter home: abbreviated to `~`.
    static func all(nearby: NearbyPlans, recent: [RecentLaunches.Entry], home: String?, now: Moment) -> [(StartChoice, StartScreen.Entry)] {
        let demo: [(StartChoice, StartScreen.Entry)] = [
            (.tour, .init(group: "See it", title: "A tour of a launch that goes wrong", command: "opsconsole demo --tour")),
            (.demo, .init(group: "See it", title: "The same without a guide", command: "opsconsole demo")),
        ]
        return recent.prefix(8).map { again($0, home: home, now: now) } + nearby.launchFiles.map(file) + plans(nearby) + demo
            + [(.help, .init(group: "More", title: "All subcommands and options", command: "opsconsole --help"))]
    }

    private static func again(_ entry: RecentLaunches.Entry, home: String?, now: Moment) -> (StartChoice, StartScreen.Entry) {
        var path = entry.path
        if let home, home.count > 1, path.hasPrefix(home + "/") { path = "~" + path.dropFirst(home.count) }
        let title = "\(entry.name) · \(max(.zero, now - entry.openedAt).roundedText) ago"
        let command = "opsconsole \(path.hasPrefix("~/") ? "~/" + PlainHelp.quoted(String(path.dropFirst(2))) : PlainHelp.quoted(path))"
        return (.open(entry.path), .init(group: "Open again", title: title, command: command))
    }

    private static func file(_ name: String) -> (StartChoice, StartScreen.Entry) {
        (.open(name), .init(group: "In this directory", title: "Open \(name)", command: "opsconsole \(PlainHelp.quoted(name))"))
    }

    /// A plan can be watched as it is; a launch file says what else to watch. One that is there is not made again.
    private static func plans(_ nearby: NearbyPlans) -> [(StartChoice, StartScreen.Entry)] {
        nearby.plans.flatMap { name -> [(StartChoice, StartScreen.Entry)] in
            let quoted = PlainHelp.quoted(name)
            let open = (
                StartChoice.open(name),
                StartScreen.Entry(group: "In this directory", title: "Open \(name) as it is", command: "opsconsole \(quoted)")
            )
            let make = (
                StartChoice.makeLaunchFile(plan: name),
                StartScreen.Entry(group: "In this directory", title: "Make a launch file of \(name)", command: "opsconsole init \(quoted)")
            )
            return nearby.launchFiles.isEmpty ? [make, open] : [open]
        }
    }
}
