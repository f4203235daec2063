import ArgumentParser
import ConsoleModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON schema of the launch file, for editors.",
        discussion: "`make install` puts it into share/opsconsole; `init` writes the line by which yaml-language-server finds it there.")

    func run() { Output.write(LaunchSchema.json) }
}

/// The schema as `make install` puts it: beside the program, under share.
enum InstalledSchema {
    /// Absolute; nil where the program was not installed.
    static var path: String? {
        guard let program = ProcessFacts.executable(), let slash = program.lastIndex(of: "/") else { return nil }
        let directory = program[..<slash]
        guard directory.hasSuffix("/bin") else { return nil }
        let path = directory.dropLast("bin".count) + "share/opsconsole/launch.schema.json"
        return access(String(path), R_OK) == 0 ? String(path) : nil
    }
}
