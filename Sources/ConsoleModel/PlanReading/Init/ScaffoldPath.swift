/// How a launch file names the plan it was made from.
public enum ScaffoldPath {
    /// Relative to the launch file where both stand in one directory or below it, else absolute.
    public static func plan(_ plan: String, from output: String, directory: String) -> String {
        func absolute(_ path: String) -> [Substring] {
            let whole = path.hasPrefix("/") ? path : "\(directory)/\(path)"
            var parts: [Substring] = []
            for part in whole.split(separator: "/") where part != "." {
                if part == ".." { _ = parts.popLast() } else { parts.append(part) }
            }
            return parts
        }
        let target = absolute(plan)
        let base = output == "-" ? absolute(directory) : Array(absolute(output).dropLast())
        if target.starts(with: base) { return target.dropFirst(base.count).joined(separator: "/") }
        return "/" + target.joined(separator: "/")
    }
}
