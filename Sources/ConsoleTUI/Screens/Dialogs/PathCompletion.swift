import LaunchCore

/// A path being typed, completed as a shell does.
struct PathCompletion {
    /// The names that what is typed is the beginning of; hidden ones only after a dot.
    let names: [String]
    /// What all of them go on with; nil where that is nothing.
    let rest: String?

    /// - Parameter listing: of any directory; that of another one than is typed completes nothing.
    init(_ path: String, _ listing: PathListing?) {
        let directory = PathListing.directory(of: path)
        let begun = String(path.dropFirst(directory.count))
        let known = listing?.directory == directory ? listing?.names ?? [] : []
        names = known.filter { $0.hasPrefix(begun) && (!$0.hasPrefix(".") || begun.hasPrefix(".")) }
        let common = names.dropFirst().reduce(names.first ?? "") { Self.common($0, $1) }
        rest = common.count > begun.count ? String(common.dropFirst(begun.count)) : nil
    }

    private static func common(_ a: String, _ b: String) -> String { String(zip(a, b).prefix { $0 == $1 }.map(\.0)) }

    /// The names on two rows at most, the last saying how many there are more; nothing where there is no choice.
    func lines(width: Int) -> [Line] {
        guard names.count > 1 else { return [] }
        var line = Line(), shown = 0
        for name in names {
            let next = Line((shown > 0 ? "  " : "") + name, .muted)
            if shown > 0, line.width + next.width > width * 2 - 24 { break }
            line.append(next)
            shown += 1
        }
        if shown < names.count { line.append("  … \(names.count - shown) more", .hint) }
        return Array(line.wrapped(to: width).prefix(2))
    }
}
