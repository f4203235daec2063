/// An 8-bit encoding that UTF-8 text is sometimes wrongly read as.
struct CodePage: Sendable {
    var name: String
    /// Byte to character, for bytes from 0x80; nil where the page defines none.
    private var characters: [UInt32?]
    private var bytes: [UInt32: UInt8] = [:]
    /// Bytes that a wrong reading loses.
    private(set) var lost: [UInt8] = []

    private init(_ name: String, _ table: [UInt32?], lost: [UInt8] = []) {
        self.name = name
        characters = table
        for (index, character) in table.enumerated() {
            if let character { bytes[character] = UInt8(index + 0x80) } else { self.lost.append(UInt8(index + 0x80)) }
        }
        self.lost += lost
    }

    /// The byte this character stands for; undefined bytes may have been kept as C1 controls.
    func byte(of scalar: Unicode.Scalar) -> UInt8? {
        if let byte = bytes[scalar.value] { return byte }
        if (0x80...0x9F).contains(scalar.value), lost.contains(UInt8(scalar.value)) { return UInt8(scalar.value) }
        return nil
    }

    static let all = [windows1252, windows1254, macRoman]

    static let windows1252 = CodePage("cp1252", low1252 + (0xA0...0xFF).map { UInt32($0) })

    static let windows1254: CodePage = {
        var table = low1252 + (0xA0...0xFF).map { UInt32?($0) }
        // The six Turkish letters in place of Icelandic ones, and no Z with caron.
        for (byte, character) in [(0xD0, 0x11E), (0xDD, 0x130), (0xDE, 0x15E), (0xF0, 0x11F), (0xFD, 0x131), (0xFE, 0x15F)] {
            table[byte - 0x80] = UInt32(character)
        }
        table[0x8E - 0x80] = nil
        table[0x9E - 0x80] = nil
        return CodePage("cp1254", table)
    }()

    /// 0xF0 is a private character that is easily lost on the way.
    static let macRoman = CodePage(
        "Mac Roman",
        Array(
            "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"
                .unicodeScalars.map { UInt32?($0.value) }), lost: [0xF0])

    private static let low1252: [UInt32?] = [
        0x20AC, nil, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, nil, 0x17D, nil, nil, 0x2018,
        0x2019,
        0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, nil, 0x17E, 0x178,
    ]
}
