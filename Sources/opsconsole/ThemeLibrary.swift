import ConsoleTUI
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Themes by name: those of the program, and the operator's own, which go first. Dark and mono are read from no file.
struct ThemeLibrary: Sendable {
    /// Where the operator's own themes are.
    let directory: String?

    /// - Parameter environment: `XDG_CONFIG_HOME` and `HOME` are read.
    init(environment: [String: String]) {
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.config" }
        let configuration = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home
        directory = configuration.map { $0 + "/opsconsole/themes" }
    }

    /// The theme of who asks for none.
    static let standard = "dark"
    static let bundled = ["dark", "light", "high-contrast", "colour-blind", "solarized", "mono"]

    /// All names, the program's first.
    var names: [String] { Self.bundled + own.filter { !Self.bundled.contains($0) } }

    /// The theme of that name, or in the file of that path.
    ///
    /// - Throws: what is wrong with it, at its place.
    func theme(named name: String) throws(Problem) -> Theme {
        let chain = try chain(of: name)
        guard var document = chain.last?.document else { throw unknown(name, at: nil) }
        for file in chain.dropLast().reversed() { document = file.document.laid(over: document) }
        do {
            return try Theme(document: document)
        } catch {
            let place = chain.lazy.compactMap { $0.place(of: error.path) }.first
            throw Problem(.error, at: place ?? SourceLocation(file: name, line: 1), error.message)
        }
    }

    /// The operator's files that a theme is read from; of one that cannot be read, its own at least.
    func files(of name: String) -> [String] {
        let chain = (try? chain(of: name))?.map(\.file) ?? []
        return ([path(of: name)] + chain).compactMap(\.self).filter { $0.hasPrefix("/") || $0 == name }
    }

    /// The theme's file, and those it inherits from.
    private func chain(of name: String) throws(Problem) -> [ThemeFile] {
        var chain = [try file(named: name)]
        while let parent = chain.last?.document.inherits {
            let place = chain.last?.place(of: ["inherits"])
            guard chain.count < 8, !chain.contains(where: { $0.document.name == parent }) else {
                throw Problem(.error, at: place ?? SourceLocation(file: name, line: 1), "inherits from itself; take one `inherits` out")
            }
            chain.append(try file(named: parent, askedAt: place))
        }
        return chain
    }

    /// Nil for a theme of the program's own.
    private func path(of name: String) -> String? {
        if name.contains("/") || name.hasSuffix(".yaml") { return name }
        return directory.flatMap { own.contains(name) || !Self.bundled.contains(name) ? "\($0)/\(name).yaml" : nil }
    }

    private func file(named name: String, askedAt place: SourceLocation? = nil) throws(Problem) -> ThemeFile {
        let isFile = name.contains("/") || name.hasSuffix(".yaml") || own.contains(name)
        if isFile, let path = path(of: name) { return try ThemeFile.load(path: path) }
        switch name {
        case "dark": return ThemeFile(document: .dark)
        case "mono": return ThemeFile(document: .mono)
        case "light": return try Self.embedded(PackageResources.light_yaml, name)
        case "high-contrast": return try Self.embedded(PackageResources.high_contrast_yaml, name)
        case "colour-blind": return try Self.embedded(PackageResources.colour_blind_yaml, name)
        case "solarized": return try Self.embedded(PackageResources.solarized_yaml, name)
        default: throw unknown(name, at: place)
        }
    }

    private static func embedded(_ bytes: [UInt8], _ name: String) throws(Problem) -> ThemeFile {
        try ThemeFile(text: String(decoding: bytes, as: UTF8.self), file: "Themes/\(name).yaml")
    }

    private func unknown(_ name: String, at place: SourceLocation?) -> Problem {
        let hint = directory.map { "; your own go into \($0)" } ?? ""
        return Problem(
            .error, at: place ?? SourceLocation(file: Printable.text(name, limit: 100), line: 1),
            "there is no theme of this name; there are \(names.joined(separator: ", "))\(hint)")
    }

    /// Names of the files in the operator's directory, sorted.
    private var own: [String] {
        guard let directory, let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream), names.count < 200 {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }
            if name.hasSuffix(".yaml"), !name.hasPrefix(".") { names.append(Printable.text(String(name.dropLast(5)))) }
        }
        return names.sorted()
    }
}
