#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What of a directory could be opened or made into a launch: for somebody who starts the program without saying what to open.
public struct NearbyPlans: Hashable, Sendable {
    /// Names of launch files, sorted.
    public var launchFiles: [String] = []
    /// Names of Markdown files that look like plans, sorted.
    public var plans: [String] = []

    private static let files = 200
    private static let found = 6
    private static let beginning = 32 << 10

    /// Looks at the beginnings of the files, not below the directory.
    public init(in directory: String) {
        for name in DirectoryListing.names(in: directory).prefix(Self.files) where !name.hasPrefix(".") {
            let lower = name.lowercased()
            if lower.hasSuffix(".md") || lower.hasSuffix(".markdown") {
                if plans.count < Self.found, Self.isPlan(lower, Self.text("\(directory)/\(name)")) { plans.append(name) }
            } else if lower.hasSuffix(".yaml") || lower.hasSuffix(".yml"), launchFiles.count < Self.found {
                if Self.isLaunchFile(Self.text("\(directory)/\(name)")) { launchFiles.append(name) }
            }
        }
    }

    private static func isLaunchFile(_ text: Substring) -> Bool {
        text.split(separator: "\n", omittingEmptySubsequences: true).contains { $0.hasPrefix("launch:") || $0.hasPrefix("plan:") }
    }

    private static let words = [
        "plan", "launch", "release", "deploy", "rollout", "rollback", "runbook", "checklist", "cutover", "migration",
    ]

    /// Boxes to tick make a plan of any file; a name says it of one that has steps instead.
    private static func isPlan(_ name: String, _ text: Substring) -> Bool {
        if ["[ ]", "[x]", "[X]"].contains(where: { text.contains($0) }) { return true }
        return !text.isEmpty && words.contains { name.contains($0) }
    }

    /// Empty where it is no file that can be read.
    private static func text(_ path: String) -> Substring {
        guard let file = try? Descriptor(opening: path, O_RDONLY | O_NONBLOCK) else { return "" }
        return String(decoding: file.contents(limit: beginning), as: UTF8.self)[...]
    }
}
