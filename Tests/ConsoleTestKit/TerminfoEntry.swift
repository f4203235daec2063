import Foundation

/// What the terminal database says of a terminal: its strings, with everything in them spelled out.
public struct TerminfoEntry: Sendable {
    public let name: String
    public let colours: Int
    /// By capability, padding taken out, parameters as they stand.
    public let strings: [String: [UInt8]]

    /// Nil where this host does not know the terminal.
    public init?(_ name: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/infocmp")
        process.arguments = ["-1", "-x", name]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        self.name = name
        var strings: [String: [UInt8]] = [:]
        var colours = 0
        for line in text.split(separator: "\n") where line.hasPrefix("\t") {
            let field = line.dropFirst().dropLast()
            if field.hasPrefix("colors#") { colours = Self.number(field.dropFirst(7)) }
            guard let equal = field.firstIndex(of: "=") else { continue }
            strings[String(field[..<equal])] = Self.withoutPadding(Self.unescaped(field[field.index(after: equal)...]))
        }
        self.colours = colours
        self.strings = strings
    }

    private static func number(_ text: Substring) -> Int { Int(text) ?? Int(text.dropFirst(2), radix: 16) ?? 0 }

    /// terminfo(5): `\E`, `^G`, `\072`, `\s`.
    private static func unescaped(_ text: Substring) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "^"), let letter = rest.popFirst() {
                bytes.append(letter == UInt8(ascii: "?") ? 0x7f : letter & 0x1f)
            } else if byte == UInt8(ascii: "\\"), let letter = rest.popFirst() {
                if (0x30..<0x38).contains(letter) {
                    let digits = [letter] + rest.prefix(2)
                    rest = rest.dropFirst(2)
                    let code = digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
                    bytes.append(UInt8(code == 128 ? 0 : code & 0xff))
                } else {
                    bytes.append(Self.letters[letter] ?? letter)
                }
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    private static let letters: [UInt8: UInt8] = [
        UInt8(ascii: "E"): 0x1b, UInt8(ascii: "e"): 0x1b, UInt8(ascii: "n"): 0x0a, UInt8(ascii: "l"): 0x0a, UInt8(ascii: "r"): 0x0d,
        UInt8(ascii: "t"): 0x09, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0c, UInt8(ascii: "s"): 0x20,
    ]

    /// Takes out `$<5*/>`.
    private static func withoutPadding(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "$"), rest.dropFirst().first == UInt8(ascii: "<"), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
                rest = rest[(end + 1)...]
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
