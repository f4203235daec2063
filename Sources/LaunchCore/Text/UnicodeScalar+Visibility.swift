extension Unicode.Scalar {
    /// How a scalar from outside may appear on a screen.
    enum Visibility: Equatable {
        /// As it is; about how many columns it takes, for tabs only.
        case shown(columns: Int)
        /// As it is, on a base and within bounds.
        case mark
        /// U+FE0E or U+FE0F: as it is, right after an emoji.
        case variationSelector
        /// C0 or DEL: in caret notation.
        case control
        /// By its number.
        case hidden
    }

    var visibility: Visibility {
        switch value {
        case 0x00...0x1F, 0x7F: .control
        case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF: .shown(columns: 1)
        // Dashes and quotes, arrows and mathematics, frames and blocks, braille: all assigned, and in every frame that is drawn.
        case 0x2010...0x2027, 0x2190...0x2319, 0x2500...0x25FC, 0x2801...0x28FF: .shown(columns: 1)
        case 0x3041...0x3096, 0x30A1...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: .shown(columns: 2)
        case 0xFE0E, 0xFE0F: .variationSelector
        default: visibilityByProperties
        }
    }

    private var visibilityByProperties: Visibility {
        if properties.isDefaultIgnorableCodePoint || isBlankLookingSymbol { return .hidden }
        if isConjoiningJamoTail { return .mark }
        return switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: .mark
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: .hidden
        default: .shown(columns: isAboutTwoColumnsWide ? 2 : 1)
        }
    }

    /// Vowels and finals that join the syllable before them and take no column of their own.
    private var isConjoiningJamoTail: Bool {
        (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FB).contains(value)
    }

    /// A letter or symbol by its category, drawn as nothing: BRAILLE PATTERN BLANK.
    private var isBlankLookingSymbol: Bool { value == 0x2800 }

    private var isAboutTwoColumnsWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD: true
        default: properties.isEmojiPresentation
        }
    }
}
