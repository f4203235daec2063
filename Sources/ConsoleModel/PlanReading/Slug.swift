/// Short names for paths, ids and scripts.
enum Slug {
    /// Lowercase letters and digits of any script, joined by `-`, at most `limit` characters, cut at a word.
    static func make(_ text: some StringProtocol, limit: Int = 48) -> String {
        var result: [UInt8] = []
        append(text, limit: limit, to: &result)
        return String(decoding: result, as: UTF8.self)
    }

    /// A slug that ends in the digits of a hash.
    static func make(_ text: some StringProtocol, limit: Int, hash: UInt64) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(limit + 7)
        append(text, limit: limit, to: &result)
        result.append(UInt8(ascii: "-"))
        appendDigits(of: hash, to: &result)
        return String(decoding: result, as: UTF8.self)
    }

    private static func append(_ text: some StringProtocol, limit: Int, to result: inout [UInt8]) {
        let isDone = text.utf8.withContiguousStorageIfAvailable { appendPlain($0, limit: limit, to: &result) } ?? false
        if isDone { return }
        var count = 0
        var pendingDash = false
        for scalar in text.unicodeScalars {
            guard isPart(scalar) else {
                pendingDash = count > 0
                continue
            }
            if count >= limit {
                if !pendingDash, let dash = result.lastIndex(of: UInt8(ascii: "-")) { result.removeSubrange(dash...) }
                break
            }
            if pendingDash {
                result.append(UInt8(ascii: "-"))
                count += 1
                pendingDash = false
            }
            if scalar.isASCII {
                let byte = UInt8(scalar.value)
                result.append((65...90).contains(byte) ? byte + 32 : byte)
            } else {
                result += scalar.properties.lowercaseMapping.utf8
            }
            count += 1
        }
    }

    /// The same for text that is ASCII as far as it is looked at. False, with nothing appended, where it is not.
    private static func appendPlain(_ text: UnsafeBufferPointer<UInt8>, limit: Int, to result: inout [UInt8]) -> Bool {
        let start = result.count
        var pendingDash = false
        for byte in text {
            let lower = (0x41...0x5A).contains(byte) ? byte + 32 : byte
            guard (0x61...0x7A).contains(lower) || (0x30...0x39).contains(lower) else {
                if byte >= 0x80 {
                    result.removeSubrange(start...)
                    return false
                }
                pendingDash = result.count > start
                continue
            }
            if result.count - start >= limit {
                if !pendingDash, let dash = result[start...].lastIndex(of: UInt8(ascii: "-")) { result.removeSubrange(dash...) }
                break
            }
            if pendingDash { result.append(UInt8(ascii: "-")) }
            pendingDash = false
            result.append(lower)
        }
        return true
    }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if scalar.isASCII { return (48...57).contains(value) || (65...90).contains(value) || (97...122).contains(value) }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// Six hexadecimal digits of a hash: enough to tell entries of one plan apart, together with their slug.
    static func mark(_ text: String) -> String {
        var digits: [UInt8] = []
        appendDigits(of: hash(text, after: startOfHash), to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }

    static let startOfHash: UInt64 = 0xCBF2_9CE4_8422_2325

    /// FNV-1a over one part more, with a separator behind each.
    static func hash(_ part: String, after hash: UInt64) -> UInt64 {
        var hash = hash
        var part = part
        part.withUTF8 { bytes in
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        return (hash ^ 0x1F) &* 0x100_0000_01B3
    }

    /// Six of them, of all its bits.
    private static func appendDigits(of hash: UInt64, to result: inout [UInt8]) {
        let folded = hash ^ (hash >> 24) ^ (hash >> 48)
        for shift in stride(from: UInt64(20), through: 0, by: -4) {
            let digit = UInt8((folded >> shift) & 15)
            result.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
    }
}

/// Gives ids that stay unique: a second `deploy` becomes `deploy-2`.
struct UniqueNames {
    private var counts: [String: Int] = [:]

    mutating func take(_ wanted: String) -> String {
        let base = wanted.isEmpty ? "unnamed" : wanted
        var name = base
        while counts[name] != nil {
            counts[base, default: 1] += 1
            name = "\(base)-\(counts[base] ?? 2)"
        }
        counts[name] = 1
        return name
    }
}
