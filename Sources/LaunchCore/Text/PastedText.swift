extension Printable {
    /// Several lines that somebody will paste into a shell: tabs stay, a shell makes something else of blanks.
    public static func pasted(_ string: String) -> String {
        string.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map { text(String($0)) }.joined(separator: "\t")
        }.joined(separator: "\n")
    }
}

/// What a terminal would not show as it is, `printf` writes out of octal digits: what is pasted is then what was meant, to the byte.
extension String {
    /// Text for a POSIX shell that does what this text does.
    var printableForShell: String { isPrintableForShell ? self : "eval \(printfForShell)" }

    /// A word that is this text, but for line ends at its end.
    var printfForShell: String { "\"$(printf \"\(printfFormat)\")\"" }

    var isPrintableForShell: Bool { Printable.pasted(self).utf8.elementsEqual(utf8) }

    /// A format that needs no quotes of its own and can stand between any.
    private var printfFormat: String {
        var format = ""
        for scalar in unicodeScalars {
            if scalar.isPlainInFormat, !(scalar == "-" && format.isEmpty) {
                format.unicodeScalars.append(scalar)
            } else {
                for byte in String(scalar).utf8 {
                    let digits = String(byte, radix: 8)
                    format += "\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits
                }
            }
        }
        return format
    }
}

extension Unicode.Scalar {
    fileprivate var isPlainInFormat: Bool {
        guard case .shown = visibility else { return self == "\n" }
        return !"'\"$`\\%!".unicodeScalars.contains(self)
    }
}
