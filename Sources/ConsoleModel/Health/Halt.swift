import Dispatch
import Synchronization

/// Tells every command under way to end: a pipe whose write end closes. Its read end is waited for beside the command's own output.
final class Halt: Sendable {
    /// Readable once halted; nil where no pipe could be had.
    let signal: Descriptor?
    private let open: Mutex<Descriptor?>
    /// Every command under way is in it.
    let commands = DispatchGroup()

    init() {
        let pipe = try? DescriptorPipe()
        signal = pipe?.reading
        open = Mutex(pipe?.writing)
    }

    func halt() { open.withLock { $0 = nil } }
}
