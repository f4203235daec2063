import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// A fresh folder with a log in it and a store that follows it. Waits for what it expects, never for time.
final class LogsCase {
    let folder: String
    let path: String
    private(set) var store: LogStore

    /// - Parameter log: where the log is, in the folder.
    init(_ log: String = "app.log", start: LogStore.Start = .end, prepare: (LogsCase) throws -> Void = { _ in }) throws {
        folder = NSTemporaryDirectory() + "logs-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = folder + "/" + log
        store = try LogStore(directory: folder)
        try prepare(self)
        store.add(
            LogSource(name: "app", origin: .file(log), location: SourceLocation(file: "launch.yaml", line: 1, column: 1)), from: start)
        #expect(store.settle(within: .seconds(10)))
    }

    /// A case whose store follows nothing yet, with a folder of its own first in `PATH`.
    init(restarts: RestartPauses, prepare: (LogsCase) throws -> Void) throws {
        folder = NSTemporaryDirectory() + "logs-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = folder + "/app.log"
        let environment = SpawnEnvironment.inherited
        store = try LogStore(
            directory: folder, environment: environment.setting("PATH", to: "\(folder):\(environment["PATH"] ?? "/usr/bin:/bin")"),
            pauses: restarts)
        try prepare(self)
    }

    /// Puts a program named ssh in the folder that runs the command for the other host here, and notes how it was called.
    func fakeSSH() throws {
        try append(
            "#!/bin/sh\necho $$ >\(folder)/ssh.pid; echo \"$@\" >\(folder)/ssh.args\nfor last; do :; done\nexec sh -c \"$last\"\n",
            to: "ssh")
        #expect(chmod(folder + "/ssh", 0o755) == 0)
    }

    deinit {
        store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    func append(_ text: String, to name: String? = nil) throws { try append(Array(text.utf8), to: name) }

    func append(_ bytes: [UInt8], to name: String? = nil) throws {
        let descriptor = open(name.map { folder + "/" + $0 } ?? path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        #expect(write(descriptor, bytes, bytes.count) == bytes.count)
    }

    func move(_ name: String, to other: String) throws {
        #expect(rename(folder + "/" + name, folder + "/" + other) == 0)
    }

    var tail: LogTail { store.tail("app", lines: 100_000) ?? LogTail(name: "none") }
    var total: Int { store.tail("app", lines: 0)?.total ?? 0 }
    var texts: [String] { tail.lines.map(\.text) }
    var markers: [String] { tail.lines.filter(\.isMarker).map(\.text) }
    /// What is not the console's own.
    var lines: [String] { tail.lines.filter { !$0.isMarker }.map(\.text) }

    /// Waits until the log is as wanted.
    func wait(_ seconds: Double = 30, sourceLocation: Testing.SourceLocation = #_sourceLocation, until wanted: () -> Bool) {
        let end = Date().addingTimeInterval(seconds)
        while true {
            store.drainWake()
            if wanted() { return }
            let rest = end.timeIntervalSinceNow
            guard rest > 0 else { break }
            var descriptor = pollfd(fd: store.wakeDescriptor, events: Int16(POLLIN), revents: 0)
            // What is waited for may be in another store than this one: look again now and then.
            poll(&descriptor, 1, min(50, Int32(rest * 1000) + 1))
        }
        Issue.record("never came: \(tail.status), the last lines: \(texts.suffix(8))", sourceLocation: sourceLocation)
    }
}
