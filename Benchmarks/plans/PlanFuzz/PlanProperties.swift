import LaunchCore
import PlanReading

/// What must hold for the reading of any text whatever, given as a plan.
struct PlanProperties {
    private let source: [UInt8]
    private let reading: LaunchReading
    private(set) var violations: [String] = []

    init(of reading: LaunchReading, from source: [UInt8]) {
        self.reading = reading
        self.source = source
        check(reading)
    }

    private mutating func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
        if !holds, violations.count < 10 { violations.append(what()) }
    }

    private mutating func check(_ reading: LaunchReading) {
        guard String(validating: source, as: UTF8.self) != nil else {
            return expect(reading.plan == nil && reading.hasErrors, "text that is not UTF-8 was not refused")
        }
        guard let plan = reading.plan, let document = plan.documents.first, plan.documents.count == 1 else {
            return expect(false, "a text was not read: \(reading.problems.map(\.description))")
        }
        expect(!reading.hasErrors, "a plan alone has errors: \(reading.problems.filter { $0.severity == .error }.map(\.description))")
        checkLines(document)
        checkPlaces(plan, document)
        checkNames(plan)
        for item in plan.items { check(item, document) }
        for trigger in plan.triggers { check(trigger) }
        for window in plan.windows {
            expect(window.lasts > .zero && (window.every ?? .seconds(1)) > .zero, "a window lasts \(window.lasts)")
        }
    }

    /// Every line of the file is in the document as it was written, unless it was repaired, and stands in a section.
    private mutating func checkLines(_ document: PlanDocument) {
        let lines = SourceLines.split(source)
        let reading = reading
        let isRepaired = reading.problems.contains { $0.message.contains("repaired") }
        expect(document.lines.count == lines.count, "\(lines.count) lines became \(document.lines.count)")
        if !isRepaired {
            for (index, line) in lines.enumerated() where index < document.lines.count {
                expect(Array(document.lines[index].utf8) == line, "line \(index + 1) is not as it was written")
            }
        }
        var next = 1
        for section in document.sections {
            expect(section.firstLine == next, "the section in line \(section.firstLine) should begin in line \(next)")
            expect(section.lastLine >= section.firstLine && section.lastLineOfTree >= section.lastLine, "a section ends before it begins")
            next = section.lastLine + 1
        }
        expect(lines.isEmpty || next > lines.count, "no section holds line \(next) of \(lines.count)")
        for number in lines.indices where lines[number].contains(where: { $0 > 0x20 }) {
            let section = document.section(at: number + 1)
            expect(section.map { document.text(of: $0).indices.contains(number) } == true, "line \(number + 1) cannot be reached")
        }
    }

    private mutating func checkPlaces(_ plan: Plan, _ document: PlanDocument) {
        var places = plan.phases.map(\.location) + plan.windows.map(\.location) + plan.triggers.map(\.location)
        places += plan.criteria.map(\.location) + plan.goals.map(\.location) + plan.candidates.map(\.location)
        places += plan.decisions.map(\.location) + (plan.rollback?.steps.map(\.location) ?? []) + reading.problems.map(\.location)
        places += plan.items.flatMap { [$0.location] + $0.commands.map(\.location) }
        let last = max(1, document.lines.count)
        for place in places {
            expect((1...last).contains(place.line) && place.file == document.path, "nothing stands in line \(place.line) of \(last)")
        }
    }

    private mutating func checkNames(_ plan: Plan) {
        func unique(_ ids: [String]) -> Bool { Set(ids).count == ids.count && !ids.contains("") }
        expect(unique(plan.items.map(\.id)), "two items have one id")
        expect(unique(plan.phases.map(\.id)), "two phases have one id")
        expect(unique(plan.triggers.map(\.id)), "two triggers have one id")
        expect(unique(plan.windows.map(\.id)), "two windows have one id")
        expect(unique(plan.decisions.map(\.id)), "two decisions have one id")
        expect(unique(plan.rollback?.steps.map(\.id) ?? []), "two steps have one id")
    }

    /// An item says what the text says: its words stand there, its box is there and ticked or not, its commands are written there.
    private mutating func check(_ item: Item, _ document: PlanDocument) {
        let section = document.section(at: item.location.line)
        let end = min(document.lines.count, max(section?.lastLine ?? 0, item.location.line))
        guard item.location.line <= end else { return expect(false, "an item stands behind the text") }
        // A block of commands may be called by the heading or label above it.
        let start = item.kind == .step && !item.commands.isEmpty ? section?.firstLine ?? 1 : item.location.line
        let text = document.lines[(start - 1)..<end]
        expect(Words.stand(item.text, in: text), "line \(item.location.line) does not say `\(item.text)`")
        let first = document.lines[item.location.line - 1]
        switch item.kind {
        case .box: expect(Boxes.states(in: first).contains(item.done), "\(item.done ? "a" : "no") tick was read in: \(first)")
        case .step, .manual: expect(!item.done, "only a box can be done")
        }
        for command in item.commands { check(command, document) }
    }

    private mutating func check(_ command: Command, _ document: PlanDocument) {
        let first = command.text.prefix { !$0.isNewline }
        let from = min(max(command.location.line - 1, 0), document.lines.count)
        expect(!first.isEmpty, "a command is empty")
        // A code span may go on over lines, as a space.
        let lines = document.lines[from..<min(from + 9 + command.text.count(where: \.isNewline), document.lines.count)]
        expect(Words.stand(command.text, in: lines), "line \(command.location.line) has no command `\(command.text)`")
    }

    /// Numbers are never invented: the digits of a threshold stand in the words of the trigger.
    private mutating func check(_ trigger: Trigger) {
        switch trigger.hold {
        case .none: break
        case .for(let length): expect(length > .zero, "`\(trigger.text)` holds for \(length)")
        case .of(let breaches, let measurements):
            expect(breaches > 0 && breaches <= measurements, "`\(trigger.text)` holds for \(breaches) of \(measurements)")
        }
        guard let wanted = trigger.wanted else { return }
        expect(
            trigger.text.unicodeScalars.contains { $0.properties.numericType != nil }, "`\(wanted.text)` was invented for `\(trigger.text)`"
        )
        expect(trigger.condition == nil, "a plan alone has no data for `\(trigger.text)`")
    }
}

/// The lines of a file, counted without the reader.
enum SourceLines {
    static func split(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        var before: UInt8 = 0
        for byte in bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...] {
            let isEnd = byte == 0x0A || byte == 0x0D
            if isEnd, !(byte == 0x0A && before == 0x0D) { lines.append(line) }
            if isEnd { line = [] } else { line.append(byte) }
            before = byte
        }
        return line.isEmpty ? lines : lines + [line]
    }
}

/// The boxes at the start of a line, told without the reader.
enum Boxes {
    static func states(in line: String) -> [Bool] {
        var states: [Bool] = []
        var rest = Array(line.utf8)[...]
        func skip(_ isPart: (UInt8) -> Bool) { rest = rest.drop(while: isPart) }
        while true {
            skip { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") || $0 == 0x0B || $0 == 0x0C }
            if rest.starts(with: "[ ]".utf8) || rest.starts(with: "[x]".utf8) || rest.starts(with: "[X]".utf8) {
                states.append(rest[rest.startIndex + 1] != 0x20)
                rest = rest.dropFirst(3)
            } else if let first = rest.first, "-*+".utf8.contains(first) {
                rest = rest.dropFirst()
            } else if let first = rest.first, (0x30...0x39).contains(first) {
                skip { (0x30...0x39).contains($0) }
                guard let sign = rest.first, sign == UInt8(ascii: ".") || sign == UInt8(ascii: ")") else { return states }
                rest = rest.dropFirst()
            } else {
                return states
            }
        }
    }
}

/// Whether words stand in a text, whatever signs of Markdown stand between them.
enum Words {
    /// True when the letters and digits of `text` come in `lines` one after another.
    static func stand(_ text: String, in lines: ArraySlice<String>) -> Bool {
        // Characters written as `&#65;` are letters that do not stand there.
        if lines.contains(where: { $0.utf8.contains(UInt8(ascii: "&")) }) { return true }
        var wanted = text.utf8.lazy.filter(isLetter).makeIterator()
        var next = wanted.next()
        for line in lines {
            for byte in line.utf8 where byte == next { next = wanted.next() }
            if next == nil { return true }
        }
        return next == nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
