/// The newest lines that pass a filter. Every line is asked when it comes, so that none is missed in a flood, and what passed stays when
/// the flood has swept the rest away. Used under the lock of its `LogContents`.
final class LineSieve {
    private static let byteCapacity = 2 << 20
    private static let lineCapacity = 1 << 14

    let filter: LineFilter
    private var ring = LineRing(byteCapacity: byteCapacity, lineCapacity: lineCapacity)

    init(_ filter: LineFilter) { self.filter = filter }

    func take(_ line: UnsafeRawBufferPointer, _ entry: LineRing.Entry) {
        if entry.isMarker || filter.passes(line) { ring.append(line, entry) }
    }

    /// The number of the next line that passes.
    var end: Int { ring.end }

    func lines(_ count: Int, origins: [String]) -> [ViewLine] { ViewLine.lines(of: ring, count, origins: origins) }
}
