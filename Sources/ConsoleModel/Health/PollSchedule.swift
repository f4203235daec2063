import LaunchCore

/// When each source is looked at next. A value without a clock: times go in, and the sources that are due come out.
///
/// A source's looks lie in fixed slots, so that neither a slow answer nor a late timer shifts the ones after it. At most one look
/// at a source is under way; slots that pass meanwhile are skipped and counted. Cheap with thousands of sources: a heap of the
/// idle ones.
struct PollSchedule {
    private struct Source {
        let first: Duration
        let every: Duration
        /// The number of the slot it waits for, or is being looked at for.
        var slot: Int64 = 0
        var skipped: Int64 = 0
        var isUnderWay = false

        var due: Duration { first + every * slot }

        /// Moves to the first slot at or after `now` beyond the present one; the ones between are skipped.
        mutating func advance(to now: Duration) {
            let passed = now > due ? (now - due).nanoseconds / every.nanoseconds : 0
            let onTime = due + every * passed >= now && passed > 0
            let next = slot + max(1, onTime ? passed : passed + 1)
            skipped += next - slot - 1
            slot = next
        }
    }

    private var sources: [Source]
    /// Indices of idle sources, a binary heap: the earliest first.
    private var heap: [Int] = []

    /// The shortest time between two looks.
    static let leastEvery = Duration.milliseconds(10)

    /// Few sources start in few places: every wake-up of an idle machine costs more than the looks it is for.
    private static func places(_ count: Int) -> UInt64 { count <= 256 ? 8 : 1024 }

    /// - Parameter start: when the first looks begin. Each source starts a little later, by its name, so that they do not all ask
    ///   at once; never more than a quarter of its cadence or a second.
    init(_ sources: [(name: String, every: Duration)], start: Duration) {
        let places = Self.places(sources.count)
        self.sources = sources.map { source in
            let every = max(source.every, Self.leastEvery)
            let spread = min(every / 4, .seconds(1))
            return Source(first: start + spread * Double(Self.hash(source.name) % places) / Double(places), every: every)
        }
        for index in self.sources.indices { insert(index) }
    }

    /// When `due(at:)` has something next; nil while everything is under way.
    var next: Duration? { heap.first.map { sources[$0].due } }

    /// Slots of a source in which it was not looked at.
    func skipped(_ index: Int) -> Int64 { sources[index].skipped }

    /// The sources to look at now, earliest first. Each is under way until `finished`.
    mutating func due(at now: Duration) -> [Int] {
        var due: [Int] = []
        while let index = heap.first, sources[index].due <= now {
            removeFirst()
            sources[index].isUnderWay = true
            due.append(index)
        }
        return due
    }

    mutating func finished(_ index: Int, at now: Duration) {
        guard sources[index].isUnderWay else { return }
        sources[index].isUnderWay = false
        sources[index].advance(to: now)
        insert(index)
    }

    private mutating func insert(_ index: Int) {
        heap.append(index)
        var place = heap.count - 1
        while place > 0, isEarlier(place, (place - 1) / 2) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count && isEarlier(child, least) { least = child }
            if least == place { return }
            heap.swapAt(place, least)
            place = least
        }
    }

    private func isEarlier(_ a: Int, _ b: Int) -> Bool { sources[heap[a]].due < sources[heap[b]].due }

    /// FNV-1a: the same on every run, unlike `Hashable`.
    private static func hash(_ name: String) -> UInt64 {
        name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

extension Duration {
    var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
