import ConsoleModel
import ConsoleTUI
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension ConsoleSession {
    /// Leaves the screen to an interactive command until it ends or the operator comes back.
    func attach(_ run: String, _ step: Int, _ attempt: Int) {
        guard let terminal else { return }
        let attachment = TerminalAttachment(launch.folder, run: run, step: step, attempt: attempt)
        let descriptors = terminal.descriptors
        var ending: Int32?
        do {
            _ = try terminal.lend {
                try attachment.carryOut(input: descriptors.input, output: descriptors.output) {
                    while let signal = terminal.nextSignal() { if case .end(let number) = signal { ending = number } }
                    return ending != nil
                }
            }
        } catch { refuse(Refusal("\(error)", instead: "look at the run with o")) }
        // The loop has to hear of it too, and ends the console.
        if let ending { kill(getpid(), ending) }
        lookAgain()
    }
}
