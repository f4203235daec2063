import LaunchCore

/// Writes what a section of a plan is into the launch file, under `roles`: one line changes or is added, every other byte stays, comments
/// included, and the file is replaced as a whole or not at all.
public enum RoleWriter {
    /// - Parameters:
    ///   - section: the heading as the plan has it.
    ///   - launchFile: the YAML file; a plan alone has no place to keep a role.
    public static func write(_ role: SectionRole, section: String, launchFile: String) throws(TickWriter.Failure) {
        guard LaunchPlace(path: launchFile, directory: "").isYaml else {
            throw TickWriter.Failure(message: "a plan alone keeps no roles; write a launch file with `opsconsole init`")
        }
        let file: SourceFile
        switch SourceFile.load(path: launchFile, name: launchFile, limit: LaunchReader.launchFileLimit) {
        case .success(let loaded): file = loaded
        case .failure(let problem): throw TickWriter.Failure(message: "\(launchFile) \(problem.message)")
        }
        let bytes = try edited(file.bytes, role: role, section: section)
        guard bytes != file.bytes else { return }
        try TickWriter.replace(launchFile, with: bytes)
    }

    /// The launch file with the role in it.
    static func edited(_ bytes: [UInt8], role: SectionRole, section: String) throws(TickWriter.Failure) -> [UInt8] {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
        let isWindows = lines.first?.last == 0x0D
        let end: [UInt8] = isWindows ? [0x0D] : []
        let entry = Array("\(LaunchScaffold.quoted(section)): \(role.rawValue)".utf8)
        if let head = lines.firstIndex(where: { $0.starts(with: "roles:".utf8) }) {
            let rest = text(lines[head].dropFirst(6))
            guard rest.isEmpty || rest.hasPrefix("#") else {
                throw TickWriter.Failure(
                    message: "`roles` is written in one line; put each role in a line of its own below it, then try again")
            }
            let old = place(of: section, below: head, in: lines)
            if let index = old.index {
                lines[index] = Array(repeating: 0x20, count: old.indent) + entry + end
            } else {
                lines.insert(Array(repeating: 0x20, count: old.indent) + entry + end, at: head + 1)
            }
        } else {
            if lines.last?.isEmpty == true { lines.removeLast() } else if isWindows { lines[lines.count - 1] += end }
            lines += [Array("roles:".utf8) + end, Array("  ".utf8) + entry + end, []]
        }
        let result = Array(lines.joined(separator: [0x0A]))
        try check(result, against: bytes, role: role, section: section)
        return result
    }

    /// Where the role of a section stands, and how its neighbours are indented.
    private static func place(of section: String, below head: Int, in lines: [[UInt8]]) -> (index: Int?, indent: Int) {
        var indent: Int?
        for index in lines.indices.dropFirst(head + 1) {
            let depth = lines[index].prefix { $0 == 0x20 }.count
            let line = text(lines[index])
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard depth > 0 else { break }
            indent = indent ?? depth
            var composer = YamlComposer(file: "", environment: [:])
            guard depth == indent, let key = composer.compose(line)?.entries?.first?.key else { continue }
            if Slug.make(key, limit: 200) == Slug.make(section, limit: 200) { return (index, depth) }
        }
        return (nil, indent ?? 2)
    }

    private static func text(_ bytes: some Sequence<UInt8>) -> String { PlanText.trimmed(String(decoding: Array(bytes), as: UTF8.self)) }

    /// What was written must say what was meant, and nothing else may have changed its meaning.
    private static func check(_ new: [UInt8], against old: [UInt8], role: SectionRole, section: String) throws(TickWriter.Failure) {
        func roles(_ bytes: [UInt8]) -> (roles: [String: SectionRole], others: [String])? {
            var composer = YamlComposer(file: "", environment: [:])
            guard let root = composer.compose(String(decoding: bytes, as: UTF8.self)), let entries = root.entries else { return nil }
            return (LaunchFile(root: root).roles, entries.map(\.key).filter { $0 != "roles" })
        }
        var wanted = roles(old)?.roles ?? [:]
        wanted[Slug.make(section, limit: 200)] = role
        guard let written = roles(new), written.roles == wanted, written.others == roles(old)?.others ?? [] else {
            throw TickWriter.Failure(
                message: "the launch file is written in a way this cannot change safely; add the role under `roles` by hand")
        }
    }
}
