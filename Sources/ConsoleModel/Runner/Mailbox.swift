import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Brings answers from other threads into a `poll(2)` loop.
final class Mailbox<Letter: Sendable>: Sendable {
    private let letters = Mutex<[Letter]>([])
    private let pipe: DescriptorPipe

    init() throws(SystemError) { pipe = try DescriptorPipe() }

    /// Readable when there is something.
    var watched: Descriptor { pipe.reading }

    func put(_ letter: Letter) {
        letters.withLock { $0.append(letter) }
        var byte: UInt8 = 1
        _ = write(pipe.writing.number, &byte, 1)
    }

    func take() -> [Letter] {
        if PollSet.isReadable(pipe.reading) { _ = pipe.reading.readSome(limit: 256) }
        return letters.withLock { letters in
            defer { letters = [] }
            return letters
        }
    }
}
