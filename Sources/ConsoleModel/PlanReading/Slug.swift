/// Short names for paths, ids and scripts.
enum Slug {
    /// Lowercase letters and digits of any script, joined by `-`, at most `limit` characters, cut at a word.
    static func make(_ text: some StringProtocol, limit: Int = 48) -> String {
        var result = ""
        var count = 0
        var pendingDash = false
        for character in text {
            guard character.isLetter || character.isNumber else {
                pendingDash = count > 0
                continue
            }
            if count >= limit {
                if !pendingDash, let dash = result.lastIndex(of: "-") { result = String(result[..<dash]) }
                break
            }
            if pendingDash {
                result += "-"
                count += 1
                pendingDash = false
            }
            result += character.lowercased()
            count += 1
        }
        return result
    }

    /// FNV-1a, as six hexadecimal digits: enough to tell entries of one plan apart, together with their slug.
    static func mark(_ text: String) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String((hash ^ (hash >> 24) ^ (hash >> 48)) & 0xFF_FFFF, radix: 16)
        return String(repeating: "0", count: 6 - digits.count) + digits
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
