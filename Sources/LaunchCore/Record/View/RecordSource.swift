/// Where the records of a launch are read from, a few at a time. They are numbered from 1 without gaps.
public protocol RecordSource {
    /// The numbers in `range` of the records of this kind and author, ascending; nil is any.
    func numbers(in range: ClosedRange<Int64>, kind: RecordKind?, author: String?) throws -> [Int64]
    /// The records with these ascending numbers, in their order.
    func records(numbered numbers: [Int64]) throws -> [Record]
    /// Everybody who made a record, sorted.
    func authors() throws -> [String]
}

/// Records that are all at hand, the first of them number 1.
extension [Record]: RecordSource {
    public func numbers(in range: ClosedRange<Int64>, kind: RecordKind?, author: String?) -> [Int64] {
        let last = Swift.min(range.upperBound, Int64(count))
        guard range.lowerBound >= 1, range.lowerBound <= last else { return [] }
        return self[Int(range.lowerBound) - 1..<Int(last)].compactMap { record in
            (kind == nil || record.event.kind == kind) && (author == nil || record.by.name == author) ? record.seq : nil
        }
    }

    public func records(numbered numbers: [Int64]) -> [Record] {
        numbers.compactMap { indices.contains(Int($0) - 1) ? self[Int($0) - 1] : nil }
    }

    public func authors() -> [String] { Set(map(\.by.name)).sorted() }
}
