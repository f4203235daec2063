extension Theme {
    /// What a terminal with that many colours is told for a style.
    public func paint(_ style: Style, depth: ColourDepth) -> Paint {
        let look = look(of: style.role)
        var attributes = style.attributes.union(look.attributes)
        let isSelected = attributes.remove(.selected) != nil
        switch depth {
        case .mono:
            if isSelected || look.hasGround { attributes.insert(.reverse) }
            return Paint(foreground: -1, background: -1, attributes: attributes)
        case .eight, .sixteen:
            let shown = isSelected ? self.look(of: .selection) : look
            if isSelected { attributes.formUnion(shown.attributes) }
            return fewPaint(shown, attributes: attributes, depth: depth)
        case .palette, .direct:
            guard isSelected, !look.hasGround else { return manyPaint(look.foreground, look.background, attributes, depth) }
            let selection = self.look(of: .selection)
            let foreground = readable(look.foreground.full, on: selection.background.full, depth)
            let colour = ThemeColour(full: foreground, few: look.foreground.few)
            return manyPaint(colour, selection.background, attributes.union(selection.attributes), depth)
        }
    }

    private func readable(_ colour: Colour, on ground: Colour, _ depth: ColourDepth) -> Colour {
        func seen(_ colour: Colour) -> RGB? { depth == .palette ? colour.rgb?.inPalette : colour.rgb }
        guard let words = seen(colour), let ground = seen(ground), words.contrast(with: ground) < leastContrast else { return colour }
        return .rgb(words.readable(on: ground, contrast: leastContrast).value)
    }

    private func manyPaint(_ foreground: ThemeColour, _ background: ThemeColour, _ attributes: Attributes, _ depth: ColourDepth) -> Paint {
        func number(_ colour: Colour) -> Int {
            switch colour {
            case .terminal: -1
            // Where colours are given directly, the numbers up to 7 still name the palette's.
            case .named(let name): depth == .palette || name.index < 8 ? name.index : Int(name.rgb.value)
            case .rgb(let value): depth == .palette ? RGB(value).paletteIndex : max(8, Int(value))
            }
        }
        return Paint(foreground: number(foreground.full), background: number(background.full), attributes: attributes)
    }

    /// Eight colours become bright by the bold attribute; bright black would vanish on black and is dim white instead.
    private func fewPaint(_ look: Look, attributes: Attributes, depth: ColourDepth) -> Paint {
        func index(_ colour: Colour) -> Int {
            if case .named(let name) = colour { name.index } else { -1 }
        }
        var paint = Paint(foreground: index(look.foreground.few), background: index(look.background.few), attributes: attributes)
        if fadesInBold(paint.foreground, on: paint.background) { paint.attributes.remove(.bold) }
        guard depth == .eight else { return paint }
        if paint.foreground == 8 {
            paint.foreground = 7
            paint.attributes.insert(.dim)
        } else if paint.foreground > 8 {
            paint.foreground -= 8
            paint.attributes.insert(.bold)
        }
        if paint.background >= 8 { paint.background = paint.background == 8 ? 0 : paint.background - 8 }
        return paint
    }

    /// Many terminals show bold words in the brighter one of two colours: bold black on white becomes grey on white.
    private func fadesInBold(_ foreground: Int, on background: Int) -> Bool {
        guard (0..<8).contains(foreground), background >= 0 else { return false }
        let brighter = NamedColour.allCases[foreground + 8].rgb, ground = NamedColour.allCases[background].rgb
        return brighter.contrast(with: ground) < leastContrast
    }
}

extension Colour {
    /// Its red, green and blue; nil for the terminal's own.
    var rgb: RGB? {
        switch self {
        case .terminal: nil
        case .named(let name): name.rgb
        case .rgb(let value): RGB(value)
        }
    }
}
