import Foundation

/// Lines for whoever watches, at once, wherever they go.
enum Report {
    static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
