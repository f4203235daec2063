/// A place in the text somebody wrote. Lines and columns count from 1; columns count characters.
public struct SourceLocation: Hashable, Codable, Sendable {
    /// The path as the operator would type it, relative to the launch file's directory where it lies below it.
    public var file: String
    public var line: Int
    public var column: Int

    public init(file: String, line: Int, column: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
    }
}

/// Something wrong or doubtful in the text of a launch. Printed as `FILE:LINE:COLUMN: severity: message`; the message says what
/// is wrong and, after a semicolon, what to do.
public struct Problem: Hashable, Codable, Sendable, Error, CustomStringConvertible {
    public enum Severity: String, Codable, Sendable { case error, warning, note }

    public var location: SourceLocation
    public var severity: Severity
    public var message: String

    public init(_ severity: Severity, at location: SourceLocation, _ message: String) {
        self.location = location
        self.severity = severity
        self.message = message
    }

    public var description: String {
        "\(location.file):\(location.line):\(location.column): \(severity.rawValue): \(message)"
    }
}
