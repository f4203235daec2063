/// A generator that gives the same numbers everywhere, so that a seed brings the same inputs again.
struct Numbers: RandomNumberGenerator {
    private var state: UInt64

    /// The numbers of one input: inputs can be made again one by one, without those before them.
    init(seed: UInt64, input: Int) {
        state = seed &+ UInt64(input) &* 0xD6E8_FEB8_6659_FD93
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ limit: Int) -> Int { limit <= 1 ? 0 : Int(next() % UInt64(limit)) }
    mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }
    /// True once in `times`.
    mutating func once(in times: Int) -> Bool { below(times) == 0 }
}
