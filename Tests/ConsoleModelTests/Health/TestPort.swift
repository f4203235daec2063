import Synchronization

/// A port that becomes known after the server that speaks of it was made.
final class TestPort: Sendable {
    private let port = Mutex(0)

    func set(_ port: Int) { self.port.withLock { $0 = port } }
    func fill(_ text: String) -> String { text.replacing("PORT", with: "\(port.withLock { $0 })") }
}
