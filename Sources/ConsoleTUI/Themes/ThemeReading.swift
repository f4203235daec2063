/// Looks up the words of a theme document.
struct ThemeReading {
    let document: ThemeDocument

    func looks() throws(ThemeError) -> [Role: Theme.Look] {
        for name in document.palette.keys.sorted() { _ = try paletteColour(name) }
        let ground = try look(document.roles["text"] ?? .init(), path: ["roles", "text"], over: nil)
        var looks: [Role: Theme.Look] = [.text: ground]
        for name in document.roles.keys.sorted() where name != "text" {
            guard let role = Role(rawValue: name), let entry = document.roles[name] else {
                throw ThemeError(path: ["roles", name], message: unknown("role", name, among: Role.allCases.map(\.rawValue)))
            }
            looks[role] = try look(entry, path: ["roles", name], over: ground)
        }
        return looks
    }

    private func look(_ entry: ThemeDocument.Entry, path: [String], over ground: Theme.Look?) throws(ThemeError) -> Theme.Look {
        var look = ground ?? Theme.Look(foreground: .terminal, background: .terminal, attributes: [], hasGround: false)
        look.hasGround = ground != nil && entry.background != nil
        look.attributes = []
        if let word = entry.foreground { look.foreground = try colour(word, path: path + ["fg"]) }
        if let word = entry.background { look.background = try colour(word, path: path + ["bg"]) }
        for word in entry.attributes {
            guard let attribute = Self.attributes[word] else {
                throw ThemeError(path: path + ["attributes"], message: unknown("attribute", word, among: Self.attributes.keys.sorted()))
            }
            look.attributes.insert(attribute)
        }
        return look
    }

    private func colour(_ word: String, path: [String]) throws(ThemeError) -> ThemeColour {
        if document.palette[word] != nil { return try paletteColour(word) }
        if let colour = ThemeColour(word) { return colour }
        let names = document.palette.keys.sorted() + NamedColour.allCases.map(\.rawValue) + ["default"]
        throw ThemeError(path: path, message: unknown("colour", word, among: names) + " A colour is also written `#rrggbb`.")
    }

    private func paletteColour(_ name: String) throws(ThemeError) -> ThemeColour {
        let text = document.palette[name] ?? ""
        if let colour = ThemeColour(text) { return colour }
        throw ThemeError(
            path: ["palette", name],
            message:
                "`\(text)` is no colour; write `#rrggbb`, one of the sixteen names, `default`, or `#rrggbb / NAME` for terminals with few colours"
        )
    }

    private static let attributes: [String: Attributes] = [
        "bold": .bold, "underline": .underline, "reverse": .reverse, "blink": .blink, "dim": .dim,
    ]

    private func unknown(_ kind: String, _ word: String, among known: [String]) -> String {
        if let near = NearWord.nearest(to: word, among: known) { return "there is no \(kind) `\(word)`; did you mean `\(near)`?" }
        return "there is no \(kind) `\(word)`; there are \(known.joined(separator: ", "))"
    }
}
