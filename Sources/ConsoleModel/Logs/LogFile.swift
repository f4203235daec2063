/// A file that lines of a log were read from, to read on before the first of them.
struct LogFile {
    /// The number of lines that were read from no file.
    static let none: UInt8 = .max

    /// The path it had when it was opened.
    var path: String
    var identity: FileFacts.Identity
}
