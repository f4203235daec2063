#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@testable import opsconsole

/// A directory of an operator's own themes; it goes with the object.
final class ThemeDirectory {
    let path: String
    private let root: String
    private var files: [String]

    var library: ThemeLibrary { ThemeLibrary(environment: ["XDG_CONFIG_HOME": root]) }

    /// - Parameter themes: text by name.
    init(_ themes: [String: String]) throws {
        struct Failure: Error {}
        var template = Array("/tmp/themes-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure() }
        root = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        path = root + "/opsconsole/themes"
        mkdir(root + "/opsconsole", 0o700)
        mkdir(path, 0o700)
        files = themes.keys.map { [path] in "\(path)/\($0).yaml" }
        for (name, text) in themes {
            let file = open("\(path)/\(name).yaml", O_WRONLY | O_CREAT, 0o600)
            var text = text
            text.withUTF8 { _ = write(file, $0.baseAddress, $0.count) }
            close(file)
        }
    }

    /// Writes a theme anew, as an editor does: a new file takes the place of the old one.
    func put(_ name: String, _ text: String) {
        let new = "\(path)/.\(name).new"
        let file = open(new, O_WRONLY | O_CREAT, 0o600)
        var text = text
        text.withUTF8 { _ = write(file, $0.baseAddress, $0.count) }
        close(file)
        rename(new, "\(path)/\(name).yaml")
        files.append("\(path)/\(name).yaml")
    }

    func remove(_ name: String) { unlink("\(path)/\(name).yaml") }

    deinit {
        for file in files { unlink(file) }
        for directory in [path, root + "/opsconsole", root] { rmdir(directory) }
    }
}
