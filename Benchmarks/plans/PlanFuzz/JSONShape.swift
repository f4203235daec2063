/// Whether a text is JSON, told without the code that wrote it.
struct JSONShape {
    private let bytes: [UInt8]
    private var index = 0

    static func isSound(_ text: String) -> Bool {
        var shape = JSONShape(bytes: Array(text.utf8))
        guard shape.value(depth: 0) else { return false }
        shape.space()
        return shape.index == shape.bytes.count
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8 { index < bytes.count ? bytes[index] : 0 }
    private mutating func space() { while [0x20, 0x0A, 0x0D, 0x09].contains(next) { index += 1 } }

    private mutating func take(_ sign: Character) -> Bool {
        space()
        guard next == sign.asciiValue else { return false }
        index += 1
        return true
    }

    private mutating func value(depth: Int) -> Bool {
        space()
        guard depth < 200 else { return false }
        switch next {
        case UInt8(ascii: "{"): return members("{", "}") { $0.string() && $0.take(":") && $0.value(depth: depth + 1) }
        case UInt8(ascii: "["): return members("[", "]") { $0.value(depth: depth + 1) }
        case UInt8(ascii: "\""): return string()
        default: return word()
        }
    }

    private mutating func members(_ open: Character, _ close: Character, _ one: (inout JSONShape) -> Bool) -> Bool {
        guard take(open) else { return false }
        if take(close) { return true }
        repeat { guard one(&self) else { return false } } while take(",")
        return take(close)
    }

    private mutating func string() -> Bool {
        guard take("\"") else { return false }
        while index < bytes.count, next != UInt8(ascii: "\"") {
            if next < 0x20 { return false }
            if next == UInt8(ascii: "\\") {
                index += 1
                guard "\"\\/bfnrtu".utf8.contains(next) else { return false }
            }
            index += 1
        }
        return take("\"")
    }

    private mutating func word() -> Bool {
        let start = index
        while index < bytes.count, !",]} \n".utf8.contains(next) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        return ["null", "true", "false"].contains(text) || Double(text) != nil
    }
}
