/// How many lines came in each second, as bars; a sign stands for a second in which there were errors.
struct LogHistogram {
    let rates: [Int]
    let errors: [Int]

    var line: Line {
        let most = Double(rates.max() ?? 0)
        var line = Line()
        for (second, rate) in rates.enumerated() {
            if second < errors.count, errors[second] > 0 {
                line.append(Span(known: "✖", width: 1, Style(.logError)))
            } else if rate == 0 {
                line.append(Span(known: " ", width: 1, Style(.curve)))
            } else {
                // Beside the greatest of all, so that the bars compare.
                line.append(Curve.spark([Double(rate), most], width: 2).prefix(1))
            }
        }
        return line
    }
}
