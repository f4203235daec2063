import LaunchCore

/// Raw lines as they are shown.
enum LogText {
    /// Scalars of a line that are shown at most.
    static let longestShown = 8192

    static func line(_ bytes: UnsafeRawBufferPointer, missing: Int = 0, isMarker: Bool = false) -> LogLine {
        if isMarker { return LogLine(Printable.text(bytes: bytes), isMarker: true) }
        var text = Printable.text(bytes: bytes, limit: longestShown)
        if missing > 0 || bytes.count > longestShown {
            let rest = missing > 0 ? "; not searched or counted past \(bytes.count.formattedInGroups)" : ""
            text += " (\((bytes.count + missing).formattedInGroups) bytes\(rest))"
        }
        return LogLine(text, severity: LineSeverity.of(bytes))
    }
}

extension Int {
    /// `1,048,576`
    var formattedInGroups: String {
        let digits = String(magnitude)
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return self < 0 ? "-" + text : text
    }
}
