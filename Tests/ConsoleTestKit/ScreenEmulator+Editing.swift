import ConsoleTUI

extension ScreenEmulator {
    /// How often a sign of life was asked for since the last call.
    mutating func takeQuestions() -> Int {
        defer { questions = 0 }
        return questions
    }

    /// Performs `CSI numbers final`.
    mutating func perform(_ final: UInt8, _ numbers: [Int]) {
        let first = numbers.first ?? 0
        let count = max(1, first)
        switch Character(Unicode.Scalar(final)) {
        case "A": move(toX: x, y: y - count)
        case "B", "e": move(toX: x, y: y + count)
        case "C", "a": move(toX: x + count, y: y)
        case "D": move(toX: x - count, y: y)
        case "G", "`": move(toX: count - 1, y: y)
        case "d": move(toX: x, y: count - 1)
        case "H", "f": move(toX: max(1, numbers.dropFirst().first ?? 1) - 1, y: count - 1)
        case "I": for _ in 0..<count { move(toX: min(width - 1, (x / 8 + 1) * 8), y: y) }
        case "Z": for _ in 0..<count { move(toX: max(0, (x - 1) / 8 * 8), y: y) }
        case "J": eraseScreen(first)
        case "K": eraseLine(first)
        case "X": erase(y, x..<min(width, x + count))
        case "b": for _ in 0..<count { print(lastGlyph) }
        case "@": insertCells(count)
        case "P": deleteCells(count)
        case "L": if (top...bottom).contains(y) { scroll(from: y, by: -count) }
        case "M": if (top...bottom).contains(y) { scroll(from: y, by: count) }
        case "S": scroll(from: top, by: count)
        case "T": scroll(from: top, by: -count)
        case "r": setRegion(numbers)
        case "m": setLook(numbers)
        case "h": if first == 4 { isInserting = true } else if first != 34 { note(sequence(final)) }
        case "l": if first == 4 { isInserting = false } else if first != 34 { note(sequence(final)) }
        case "s": saved = (x, y, look)
        case "u": move(toX: saved.x, y: saved.y)
        case "n" where first == 5: questions += 1
        case "c", "n", "t", "g": break
        default: note(sequence(final))
        }
    }

    mutating func setModes(_ numbers: [Int], final: UInt8) {
        let isOn = final == UInt8(ascii: "h")
        guard isOn || final == UInt8(ascii: "l") else {
            if final != UInt8(ascii: "c") { note(sequence(final)) }
            return
        }
        for mode in numbers {
            switch mode {
            case 25: isCursorVisible = isOn
            case 1049, 47, 1047: switchScreen(toAlternate: isOn, mode)
            case 1, 3, 4, 5, 7, 12, 1000, 1002, 1006, 2004, 2026: break
            default: note(sequence(final))
            }
            if isOn { modes.insert(mode) } else { modes.remove(mode) }
        }
    }

    private mutating func switchScreen(toAlternate: Bool, _ mode: Int) {
        if toAlternate, mainRows == nil {
            saved = (x, y, look)
            mainRows = rows
            rows = Array(repeating: Array(repeating: Cell(), count: width), count: height)
        } else if !toAlternate, let main = mainRows {
            rows = main
            mainRows = nil
            look = saved.look
            move(toX: saved.x, y: saved.y)
        }
    }

    mutating func move(toX newX: Int, y newY: Int) {
        x = min(max(0, newX), width - 1)
        y = min(max(0, newY), height - 1)
        isPastEnd = false
    }

    mutating func lineFeed() {
        isPastEnd = false
        if y == bottom { scroll(from: top, by: 1) } else { y = min(y + 1, height - 1) }
    }

    mutating func reverseLineFeed() {
        isPastEnd = false
        if y == top { scroll(from: top, by: -1) } else { y = max(0, y - 1) }
    }

    /// Moves the lines from `first` to the end of the region up, or down when `count` is negative.
    private mutating func scroll(from first: Int, by count: Int) {
        let lines = min(abs(count), bottom - first + 1)
        let blanks = Array(repeating: Array(repeating: blank, count: width), count: lines)
        if count > 0 {
            rows.removeSubrange(first..<first + lines)
            rows.insert(contentsOf: blanks, at: bottom - lines + 1)
        } else {
            rows.removeSubrange(bottom - lines + 1...bottom)
            rows.insert(contentsOf: blanks, at: first)
        }
    }

    private mutating func setRegion(_ numbers: [Int]) {
        let from = max(1, numbers.first ?? 1) - 1
        let last = numbers.count > 1 && numbers[1] > 0 ? min(numbers[1], height) - 1 : height - 1
        guard from < last else { return }
        top = from
        bottom = last
        move(toX: 0, y: 0)
    }

    private mutating func erase(_ row: Int, _ columns: Range<Int>) {
        for column in columns { rows[row][column] = blank }
    }

    private mutating func eraseLine(_ how: Int) {
        erase(y, how == 0 ? x..<width : how == 1 ? 0..<x + 1 : 0..<width)
    }

    private mutating func eraseScreen(_ how: Int) {
        if how != 2 { eraseLine(how) }
        let others = how == 0 ? y + 1..<height : how == 1 ? 0..<y : 0..<height
        for row in others { erase(row, 0..<width) }
    }

    mutating func insertCells(_ count: Int) {
        rows[y].insert(contentsOf: Array(repeating: blank, count: min(count, width - x)), at: x)
        rows[y].removeLast(rows[y].count - width)
    }

    private mutating func deleteCells(_ count: Int) {
        let gone = min(count, width - x)
        rows[y].removeSubrange(x..<x + gone)
        rows[y] += Array(repeating: blank, count: gone)
    }

    private mutating func setLook(_ numbers: [Int]) {
        var rest = numbers.isEmpty ? [0][...] : numbers[...]
        while let number = rest.popFirst() {
            switch number {
            case 0: look = Look()
            case 1: look.attributes.insert(.bold)
            case 2: look.attributes.insert(.dim)
            case 4: look.attributes.insert(.underline)
            case 5: look.attributes.insert(.blink)
            case 7: look.attributes.insert(.reverse)
            case 22: look.attributes.subtract([.bold, .dim])
            case 24: look.attributes.remove(.underline)
            case 25: look.attributes.remove(.blink)
            case 27: look.attributes.remove(.reverse)
            case 30...37: look.foreground = number - 30
            case 90...97: look.foreground = number - 82
            case 40...47: look.background = number - 40
            case 100...107: look.background = number - 92
            case 39: look.foreground = -1
            case 49: look.background = -1
            case 38: look.foreground = Self.colour(&rest)
            case 48: look.background = Self.colour(&rest)
            case 3, 10, 23: break
            default: note("SGR \(number)")
            }
        }
    }

    private static func colour(_ rest: inout ArraySlice<Int>) -> Int {
        if rest.popFirst() == 5 { return rest.popFirst() ?? -1 }
        let parts = (0..<3).map { _ in rest.popFirst() ?? 0 }
        return 0x1000000 | parts[0] << 16 | parts[1] << 8 | parts[2]
    }
}
