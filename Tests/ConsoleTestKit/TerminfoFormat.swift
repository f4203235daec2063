/// Fills the parameters of a terminfo string in, as tparm(3) does, as far as terminals of today need it.
struct TerminfoFormat {
    private var parameters: [Int]
    private var stack: [Int] = []
    private var output: [UInt8] = []

    static func expand(_ format: [UInt8], _ parameters: [Int]) -> [UInt8] {
        var expansion = TerminfoFormat(parameters: parameters + Array(repeating: 0, count: 9))
        var rest = format[...]
        expansion.run(&rest, isSpoken: true, until: [])
        return expansion.output
    }

    private init(parameters: [Int]) { self.parameters = parameters }

    /// Answers the letter after `%` at which it stopped.
    @discardableResult
    private mutating func run(_ rest: inout ArraySlice<UInt8>, isSpoken: Bool, until ends: Set<UInt8>) -> UInt8? {
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                if isSpoken { output.append(byte) }
                continue
            }
            guard let letter = rest.popFirst() else { return nil }
            if ends.contains(letter) { return letter }
            if letter == UInt8(ascii: "?") { choose(&rest, isSpoken: isSpoken) } else { perform(letter, &rest, isSpoken: isSpoken) }
        }
        return nil
    }

    /// `%? condition %t then %e else %;`, the else part being another choice or the end.
    private mutating func choose(_ rest: inout ArraySlice<UInt8>, isSpoken: Bool) {
        let (then, otherwise, end) = (UInt8(ascii: "t"), UInt8(ascii: "e"), UInt8(ascii: ";"))
        var isDone = !isSpoken
        while true {
            // What stands before `%t` is the condition; without one it is the last else part.
            let stopped = run(&rest, isSpoken: !isDone, until: [then, end])
            guard stopped == then else { return }
            let isChosen = !isDone && stack.popLast() ?? 0 != 0
            let next = run(&rest, isSpoken: isChosen, until: [otherwise, end])
            isDone = isDone || isChosen
            if next != otherwise { return }
        }
    }

    private mutating func perform(_ letter: UInt8, _ rest: inout ArraySlice<UInt8>, isSpoken: Bool) {
        switch letter {
        case UInt8(ascii: "%"): if isSpoken { output.append(letter) }
        case UInt8(ascii: "i"):
            parameters[0] += 1
            parameters[1] += 1
        case UInt8(ascii: "p"): if let digit = rest.popFirst(), isSpoken { stack.append(parameters[max(0, Int(digit) - 0x31)]) }
        case UInt8(ascii: "d"): if isSpoken { output += Array("\(stack.popLast() ?? 0)".utf8) }
        case UInt8(ascii: "c"): if isSpoken { output.append(UInt8(truncatingIfNeeded: stack.popLast() ?? 0)) }
        case UInt8(ascii: "{"):
            let digits = rest.prefix { $0 != UInt8(ascii: "}") }
            rest = rest.dropFirst(digits.count + 1)
            if isSpoken { stack.append(Int(String(decoding: digits, as: UTF8.self)) ?? 0) }
        case UInt8(ascii: "'"):
            if let character = rest.popFirst(), isSpoken { stack.append(Int(character)) }
            _ = rest.popFirst()
        case UInt8(ascii: "!"): if isSpoken { stack.append(stack.popLast() ?? 0 == 0 ? 1 : 0) }
        default: if isSpoken { calculate(letter) }
        }
    }

    private mutating func calculate(_ letter: UInt8) {
        let right = stack.popLast() ?? 0, left = stack.popLast() ?? 0
        switch Character(Unicode.Scalar(letter)) {
        case "+": stack.append(left + right)
        case "-": stack.append(left - right)
        case "*": stack.append(left * right)
        case "/": stack.append(right == 0 ? 0 : left / right)
        case "m": stack.append(right == 0 ? 0 : left % right)
        case "&": stack.append(left & right)
        case "|": stack.append(left | right)
        case "^": stack.append(left ^ right)
        case "=": stack.append(left == right ? 1 : 0)
        case "<": stack.append(left < right ? 1 : 0)
        case ">": stack.append(left > right ? 1 : 0)
        case "A": stack.append(left != 0 && right != 0 ? 1 : 0)
        case "O": stack.append(left != 0 || right != 0 ? 1 : 0)
        default: break
        }
    }
}
