import CCMarkGFM

/// Reads the box of a list entry out of the text itself. The library takes any `[x]` further on in the line for the tick, a box in a
/// line below for the entry's own, and sees none in quotations.
struct BoxPlaces {
    private let text: UnsafeBufferPointer<UInt8>
    /// Where each line begins.
    private let starts: [Int]
    /// How many lines of the plan stand above the text.
    let linesAbove: Int

    /// - Parameter text: what was parsed; must outlive this value.
    init(_ text: UnsafeBufferPointer<UInt8>, linesAbove: Int) {
        self.text = text
        self.linesAbove = linesAbove
        var starts = [0]
        starts.reserveCapacity(text.count / 24 + 1)
        for index in text.indices {
            switch text[index] {
            case 0x0A: starts.append(index + 1)
            case 0x0D where index + 1 == text.count || text[index + 1] != 0x0A: starts.append(index + 1)
            default: continue
            }
        }
        self.starts = starts
    }

    /// How many lines the text has, where it ends with a line's end.
    var lineCount: Int { starts.count - 1 }

    /// Whether the box behind the sign of a list entry is ticked; nil where it has none.
    func state(_ node: OpaquePointer) -> Bool? {
        let line = Int(cmark_node_get_start_line(node)) - 1
        let column = Int(cmark_node_get_start_column(node)) - 1
        guard starts.indices.contains(line), column >= 0 else { return nil }
        let end = line + 1 < starts.count ? starts[line + 1] : text.count
        var index = starts[line] + column
        while index < end, "-*+.)0123456789".utf8.contains(text[index]) { index += 1 }
        while index < end, text[index] == 0x20 || text[index] == 0x09 { index += 1 }
        guard index + 3 < end, text[index] == UInt8(ascii: "["), text[index + 2] == UInt8(ascii: "]"), text[index + 3] <= 0x20 else {
            return nil
        }
        switch text[index + 1] {
        case 0x20: return false
        case UInt8(ascii: "x"), UInt8(ascii: "X"): return true
        default: return nil
        }
    }
}
