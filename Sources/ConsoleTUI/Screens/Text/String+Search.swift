extension String {
    /// Whether `needle` occurs in it, upper and lower case alike.
    func contains(folded needle: String) -> Bool { !ranges(ofFolded: needle, limit: 1).isEmpty }

    /// Where `needle` occurs, upper and lower case alike; without overlaps.
    func ranges(ofFolded needle: String, limit: Int = .max) -> [Range<String.Index>] {
        let wanted = needle.lowercased().unicodeScalars.map(\.value)
        guard let first = wanted.first else { return [] }
        var found: [Range<String.Index>] = []
        let scalars = unicodeScalars
        var start = scalars.startIndex
        while start < scalars.endIndex, found.count < limit {
            if scalars[start].folded == first, let end = end(of: wanted, from: start) {
                found.append(start..<end)
                start = end
            } else {
                start = scalars.index(after: start)
            }
        }
        return found
    }

    private func end(of wanted: [UInt32], from start: String.Index) -> String.Index? {
        var index = start
        for value in wanted {
            guard index < unicodeScalars.endIndex, unicodeScalars[index].folded == value else { return nil }
            index = unicodeScalars.index(after: index)
        }
        return index
    }
}

extension Unicode.Scalar {
    /// Its lower case where that is one scalar, else itself.
    fileprivate var folded: UInt32 {
        if value < 0x80 { return value >= 0x41 && value <= 0x5a ? value + 32 : value }
        let lower = properties.lowercaseMapping.unicodeScalars
        return lower.count == 1 ? lower.first?.value ?? value : value
    }
}
