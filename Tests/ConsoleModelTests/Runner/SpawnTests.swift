import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct SpawnTests {
    private func output(of spawn: (Descriptor) -> Spawn) throws -> String {
        let pipe = try DescriptorPipe()
        let process = try spawn(pipe.writing).start()
        #expect(process.wait(atMost: .seconds(10)) == .exit(0))
        return String(decoding: pipe.reading.readSome(limit: 65_536), as: UTF8.self)
    }

    private func shell(_ text: String, _ change: (inout Spawn) -> Void = { _ in }) throws -> String {
        let null = try Descriptor(opening: "/dev/null", O_RDWR)
        return try output { writing in
            var spawn = Spawn("/bin/sh", ["-c", text], descriptors: [null, writing, null])
            change(&spawn)
            return spawn
        }
    }

    @Test func leadsASessionOfItsOwn() throws {
        let words = try shell("cut -d' ' -f1,5,6 /proc/$$/stat").split(separator: " ").map { $0.trimmingCharacters(in: .newlines) }
        #expect(words.count == 3 && words[0] == words[1] && words[1] == words[2])
    }

    @Test func inheritsNoDescriptorButThoseNamed() throws {
        let leak = open("/etc/hostname", O_RDONLY)
        defer { close(leak) }
        // What the shell opens for itself does not count.
        #expect(try shell("ls -l /proc/self/fd | grep -cE 'hostname|pipe|socket|anon'") == "1\n")
    }

    @Test func signalsAreAtTheirDefaults() throws {
        signal(SIGUSR2, SIG_IGN)
        defer { signal(SIGUSR2, SIG_DFL) }
        let masks = try shell("grep -E 'Sig(Blk|Ign)' /proc/self/status | cut -f2").split(separator: "\n").map {
            UInt64($0, radix: 16) ?? .max
        }
        // The C library keeps signals 32 and 33 to itself.
        #expect(masks.map { $0 & 0x7FFF_FFFF } == [0, 0])
    }

    @Test func beginsWhereItIsTold() throws {
        #expect(try shell("pwd") { $0.directory = "/usr" } == "/usr\n")
    }

    @Test func theEnvironmentLosesWhatIsRedacted() throws {
        setenv("SPAWN_SECRET", "s3cret", 1)
        setenv("SPAWN_SECRET_NOT", "plain", 1)
        let environment = SpawnEnvironment.inherited.without(["SPAWN_SECRET"])
        #expect(try shell("echo \"$SPAWN_SECRET-$SPAWN_SECRET_NOT\"") { $0.environment = environment } == "-plain\n")
    }

    @Test func descriptorsArriveInOrderWhateverTheirNumbers() throws {
        let a = try DescriptorPipe(), b = try DescriptorPipe()
        let null = try Descriptor(opening: "/dev/null", O_RDWR)
        let spawn = Spawn("/bin/sh", ["-c", "echo four >&4; echo three >&3"], descriptors: [null, null, null, b.writing, a.writing])
        #expect(try spawn.start().wait(atMost: .seconds(10)) == .exit(0))
        #expect(String(decoding: a.reading.readSome(limit: 10), as: UTF8.self) == "four\n")
        #expect(String(decoding: b.reading.readSome(limit: 10), as: UTF8.self) == "three\n")
    }

    @Test func aTerminalBecomesTheControllingOne() throws {
        let terminal = try SpawnTerminal(rows: 30, columns: 100)
        let process = try Spawn("/bin/sh", ["-c", "stty size </dev/tty; tty"], terminal: terminal.path).start()
        #expect(process.wait(atMost: .seconds(10)) == .exit(0))
        var text = ""
        while PollSet.isReadable(terminal.outside) {
            let bytes = terminal.outside.readSome(limit: 1000)
            if bytes.isEmpty { break }
            text += String(decoding: bytes, as: UTF8.self)
        }
        #expect(text == "30 100\r\n\(terminal.path)\r\n")
    }

    @Test func theEndSaysWhetherASignalWasTheCause() throws {
        #expect(try Spawn("/bin/sh", ["-c", "exit 7"]).start().wait(atMost: .seconds(10)) == .exit(7))
        #expect(try Spawn("/bin/sh", ["-c", "kill -9 $$"]).start().wait(atMost: .seconds(10)) == .signal(9))
    }

    @Test func waitingIsBounded() throws {
        let process = try Spawn("/bin/sleep", ["100"]).start()
        #expect(process.wait(atMost: .milliseconds(20)) == nil)
        process.signalGroup(SIGKILL)
        #expect(process.wait(atMost: .seconds(10)) == .signal(9))
    }

    @Test func whatCannotBeStartedSaysWhy() throws {
        let scratch = try ScratchDirectory()
        let nowhere = scratch("nowhere")
        #expect(throws: SystemError("start", "\(nowhere)/program", number: ENOENT)) { try Spawn("\(nowhere)/program").start() }
        #expect(throws: SystemError.self) { try Spawn("/bin/true", directory: nowhere).start() }
    }
}
