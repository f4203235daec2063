/// Numbers of records in order of time, to which some are added at either end.
struct RecordNumbers: Hashable, Sendable {
    /// Descending: those found while going back.
    private var older: [Int64] = []
    private var newer: [Int64] = []

    var count: Int { older.count + newer.count }

    subscript(index: Int) -> Int64 { index < older.count ? older[older.count - 1 - index] : newer[index - older.count] }

    mutating func addOlder(_ numbers: [Int64]) { older += numbers.reversed() }

    mutating func addNewer(_ numbers: [Int64]) { newer += numbers }

    /// Where the first number stands that is at least this one; `count` where none is.
    func index(of number: Int64) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
