import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One client of the demo's checkout: reads a request, waits as long as the checkout takes, answers, closes.
struct DemoConnection {
    /// reading -> answering -> closed; reading -> closed.
    enum State {
        case reading
        case answering(due: Duration, [UInt8])
        case closed
    }

    private(set) var state = State.reading
    private var request: [UInt8] = []
    private let openedAt: Duration

    static let requestLimit = 8192
    static let patience = Duration.seconds(10)

    init(openedAt: Duration) { self.openedAt = openedAt }

    /// Takes what the client sent; the path it asks for once the request is whole.
    mutating func take(_ bytes: [UInt8]) -> String? {
        guard case .reading = state else { return nil }
        request += bytes
        guard !bytes.isEmpty, request.count <= Self.requestLimit else {
            state = .closed
            return nil
        }
        guard request.count >= 4, request.suffix(4).elementsEqual("\r\n\r\n".utf8) else { return nil }
        let words = request.prefix { $0 != 13 }.split(separator: 32)
        return words.count == 3 ? String(decoding: words[1], as: UTF8.self) : ""
    }

    mutating func answer(_ bytes: [UInt8], at due: Duration) { state = .answering(due: due, bytes) }

    /// Sends the answer once it is due. A client that never finishes its request is not waited for.
    mutating func proceed(_ descriptor: Int32, now: Duration) {
        switch state {
        case .answering(let due, let bytes) where now >= due:
            _ = send(descriptor, bytes, bytes.count, 0)
            state = .closed
        case .reading where now - openedAt > Self.patience: state = .closed
        default: break
        }
    }

    /// When `proceed` has something to do, if nothing arrives before.
    var due: Duration {
        switch state {
        case .reading: openedAt + Self.patience
        case .answering(let due, _): due
        case .closed: .zero
        }
    }

    var isClosed: Bool { if case .closed = state { true } else { false } }
    var isReading: Bool { if case .reading = state { true } else { false } }
}
