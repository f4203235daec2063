/// Columns whose widths come from what stands in them.
struct Table {
    struct Column {
        var right = false
        /// Grows and shrinks with the room; at least this wide. Nil: as wide as its content.
        var flexible: Int?
        /// Columns with the highest number go first when there is too little room; 0 stays.
        var drop = 0
    }

    let columns: [Column]
    private(set) var natural: [Int]

    init(_ columns: [Column]) {
        self.columns = columns
        natural = Array(repeating: 0, count: columns.count)
    }

    mutating func measure(_ cells: [Line]) {
        for (index, cell) in cells.enumerated() where cell.width > natural[index] { natural[index] = cell.width }
    }

    /// The widths within `room`, one blank between columns; 0 where a column is left out.
    func widths(in room: Int) -> [Int] {
        var widths = natural
        func total() -> Int { widths.reduce(0) { $0 + ($1 > 0 ? $1 + 1 : 0) } - 1 }
        func shrink() {
            for index in columns.indices where total() > room {
                guard let least = columns[index].flexible, widths[index] > least else { continue }
                widths[index] = max(least, widths[index] - (total() - room))
            }
        }
        shrink()
        while total() > room {
            guard
                let victim = columns.indices.filter({ columns[$0].drop > 0 && widths[$0] > 0 }).max(by: {
                    columns[$0].drop < columns[$1].drop
                })
            else { break }
            widths[victim] = 0
            for index in columns.indices where columns[index].flexible != nil && widths[index] > 0 { widths[index] = natural[index] }
            shrink()
        }
        if total() < room, let index = columns.indices.first(where: { columns[$0].flexible != nil && widths[$0] > 0 }) {
            widths[index] += room - total()
        }
        return widths
    }

    func line(_ cells: [Line], widths: [Int]) -> Line {
        var line = Line()
        var isFirst = true
        for (index, cell) in cells.enumerated() where widths[index] > 0 {
            if !isFirst { line.append(.blanks(1)) }
            isFirst = false
            line.append(cell.cut(to: widths[index]).padded(to: widths[index], right: columns[index].right))
        }
        return line
    }
}
