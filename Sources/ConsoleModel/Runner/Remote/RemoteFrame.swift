import LaunchCore

/// What the far side of a step says.
enum RemoteFrame: Hashable {
    /// The attempt is being followed.
    case following
    case output([UInt8])
    case ended(status: Int32, size: Int, timedOut: Bool, began: Bool)
    /// It never ran and never will.
    case neverRan
    case lost(reason: String)
    /// Its files cannot be read by who we are there now.
    case hidden(reason: String)
    case failed(reason: String)
    case signOfLife
}

/// Cuts the bytes of a session into frames. Anything that is no frame ends the session: it is opened again.
struct RemoteFrames {
    struct Nonsense: Error {}

    private static let longestLine = 1024

    private var line: [UInt8] = []
    /// Bytes of output still to come.
    private var expected = 0

    mutating func take(_ bytes: [UInt8]) throws(Nonsense) -> [RemoteFrame] {
        var frames: [RemoteFrame] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            if expected > 0 {
                let part = rest.prefix(expected)
                frames.append(.output(Array(part)))
                expected -= part.count
                rest = rest.dropFirst(part.count)
                continue
            }
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
                line += rest
                guard line.count <= Self.longestLine else { throw Nonsense() }
                break
            }
            line += rest[..<end]
            rest = rest[(end + 1)...]
            if let frame = try frame() { frames.append(frame) }
            line = []
        }
        return frames
    }

    private mutating func frame() throws(Nonsense) -> RemoteFrame? {
        let text = String(decoding: line, as: UTF8.self)
        let words = text.split(separator: " ").map(String.init)
        let reason = Printable.text(String(text.dropFirst(2)), limit: 300)
        switch (words.first, words.count) {
        case ("R", 1): return .following
        case (".", 1): return .signOfLife
        case ("N", 1): return .neverRan
        case ("L", _): return .lost(reason: reason)
        case ("U", _): return .hidden(reason: reason)
        case ("E", _): return .failed(reason: reason)
        case ("O", 2):
            guard let count = Int(words[1]), (1...(1 << 20)).contains(count) else { throw Nonsense() }
            expected = count
            return nil
        case ("X", 5):
            guard let status = Int32(words[1]), let size = Int(words[2]), size >= 0 else { throw Nonsense() }
            return .ended(status: status, size: size, timedOut: words[3] == "1", began: words[4] == "1")
        default: throw Nonsense()
        }
    }
}
