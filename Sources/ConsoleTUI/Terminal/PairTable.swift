import CNCurses

/// The colour pairs in use. Pair 0 is the terminal's own colours.
struct PairTable {
    private struct Colours: Hashable {
        var foreground: Int
        var background: Int
    }

    private let limit: Int
    private var numbers: [Colours: Int] = [:]

    init(limit: Int) { self.limit = limit }

    /// The number of a pair, made when it is new; 0 when the terminal can have no more.
    mutating func pair(foreground: Int, background: Int) -> Int {
        if foreground < 0, background < 0 { return 0 }
        let colours = Colours(foreground: foreground, background: background)
        if let number = numbers[colours] { return number }
        let number = numbers.count + 1
        guard number < limit, cn_set_pair(Int32(number), Int32(foreground), Int32(background)) else { return 0 }
        numbers[colours] = number
        return number
    }
}
