import ArgumentParser
import ConsoleModel
import LaunchCore

struct Begin: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "begin", abstract: "Begin a new launch from the same file; the finished one is kept.")

    @OptionGroup var launch: LaunchArguments

    func run() throws {
        do {
            let opened = try OpenLaunch(Session.request(launch), beginningNext: true)
            print("launch \(opened.folder.number) of \(opened.plan.name) has begun")
        } catch { throw Session.failure(error) }
    }
}

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check that no entry of the record was changed, removed or added behind its back.")

    @OptionGroup var launch: LaunchArguments

    func run() throws {
        let opened = try Session.open(launch, readOnly: true)
        do {
            let check = try opened.journal.verify()
            for line in check.lines { Output.write(Printable.text(line) + "\n") }
            if !check.isSound { throw ExitCode(1) }
        } catch { throw Session.failure(error) }
    }
}
