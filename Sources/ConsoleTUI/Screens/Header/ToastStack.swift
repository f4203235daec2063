/// Notices over the lowest lines of the screen, the newest at the bottom.
struct ToastStack {
    let toasts: [Toast]

    func draw(above hint: Rect, on grid: inout Grid) {
        var y = hint.isEmpty ? grid.height : hint.y
        for toast in toasts.reversed() {
            // Good news need not shout.
            let isAlarm = [.bad, .warning].contains(toast.sign.role)
            let (role, attributes): (Role, Attributes) = isAlarm ? (toast.sign.role, .reverse) : (.verdictIdle, [])
            let line = Line(" \(toast.sign.glyph) ", toast.sign.role, .bold) + Line(toast.text + " ", .text, .bold)
            for row in line.wrapped(to: grid.width - 2, indent: 3).prefix(3).reversed() {
                y -= 1
                guard y > 2 else { return }
                let place = Rect(x: 0, y: y, width: grid.width, height: 1)
                grid.fill(place, style: Style(role, attributes))
                grid.draw(row.recoloured(role, attributes), in: place.inset(columns: 1, rows: 0))
            }
        }
    }
}
