/// Reads one run back through a code page.
struct RunDecoder {
    enum Reading: Equatable {
        /// Every byte was there. `isSure` where it cannot well be anything else.
        case whole(String, isSure: Bool)
        /// Some signs were completed from the table.
        case guessed(String, signs: [String])
        /// Starts like damaged text, but cannot be read.
        case damaged
        /// Not made of this page's characters, or plainly meant as it stands.
        case undamaged
    }

    let page: CodePage

    func decode(_ run: String) -> Reading {
        var bytes: [UInt8] = []
        for scalar in run.unicodeScalars {
            guard let byte = page.byte(of: scalar) else { return .undamaged }
            bytes.append(byte)
        }
        guard bytes.count > 1, bytes[0] >= 0xC2 || page.lost.contains(0xF0) else { return .undamaged }
        var result: [UInt8] = []
        var signs: [String] = []
        var index = 0
        while index < bytes.count {
            let length = UTF8Sequence.length(in: bytes, at: index)
            // A sequence of one byte would be ASCII; here all bytes are above it.
            if length > 1 {
                result += bytes[index..<(index + length)]
                index += length
                continue
            }
            guard let (sign, next) = completed(bytes, at: index) else { return index > 0 || looksDamaged(bytes) ? .damaged : .undamaged }
            result += sign
            // A sign's own variation selector is shown with the sign.
            signs.append(
                sign == StatusSigns.variation
                    ? String(String(decoding: result, as: UTF8.self).suffix(1)) : String(decoding: sign, as: UTF8.self))
            index = next
        }
        let text = String(decoding: result, as: UTF8.self)
        guard signs.isEmpty else { return .guessed(text, signs: signs) }
        return plausibility(of: text)
    }

    /// `’é` could be read back as one Armenian letter: a lone character counts only where plans use it.
    private func plausibility(of text: String) -> Reading {
        let scalars = text.unicodeScalars
        let isSign = scalars.contains { (0x2000...0x2BFF).contains($0.value) || $0.value == 0xFE0F || $0.value >= 0x1F000 }
        if isSign { return .whole(text, isSure: true) }
        let isLatin = scalars.allSatisfy { $0.value <= 0x17F }
        if isLatin { return .whole(text, isSure: false) }
        return scalars.count > 1 ? .whole(text, isSure: true) : .undamaged
    }

    /// True for a run that this page could have written, and that reads as it stands.
    func couldWrite(_ run: String) -> Bool { run.unicodeScalars.allSatisfy { page.byte(of: $0) != nil } }

    /// The longest stretch from `index` that is what is left of a known sign.
    private func completed(_ bytes: [UInt8], at index: Int) -> (sign: [UInt8], next: Int)? {
        for end in stride(from: min(bytes.count, index + 6), to: index + 1, by: -1) {
            if let sign = StatusSigns.completing(bytes[index..<end], lost: page.lost) { return (sign, end) }
        }
        return nil
    }

    private func looksDamaged(_ bytes: [UInt8]) -> Bool { bytes.count >= 2 && bytes[0] >= 0xC2 && bytes[1] & 0xC0 == 0x80 }
}
