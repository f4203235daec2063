import ConsoleModel

/// An operator's own keys on their way into a console: pictures do not wait for them, the first key does.
struct OwnKeys {
    /// Nil where there are none. Kept, since a loop waits for its descriptor.
    private let reading: BackgroundValue<KeyBindings>?
    private var isTaken = false
    private var hasWaited = false

    /// A file that cannot be read for so long is not waited for. In milliseconds.
    private static let patience: Int32 = 1000

    init(_ reading: BackgroundValue<KeyBindings>?) { self.reading = reading }

    var wakeDescriptor: Int32? { reading?.wakeDescriptor }

    func drainWake() { reading?.drainWake() }

    /// The keys, once, as soon as they are there.
    mutating func take() -> KeyBindings? { take(reading?.value) }

    /// Waits for them the first time.
    ///
    /// - Returns: the keys, once; and whether they are still awaited.
    mutating func wait() -> (keys: KeyBindings?, areLate: Bool) {
        guard let reading, !isTaken, !hasWaited else { return (nil, false) }
        hasWaited = true
        let keys = take(reading.wait(milliseconds: Self.patience))
        return (keys, keys == nil)
    }

    private mutating func take(_ keys: KeyBindings?) -> KeyBindings? {
        guard let keys, !isTaken else { return nil }
        isTaken = true
        return keys
    }
}
