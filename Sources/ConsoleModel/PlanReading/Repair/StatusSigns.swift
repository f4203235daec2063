/// Signs that plans are decorated with. Only these may complete a run whose bytes were lost.
enum StatusSigns {
    /// The common ones first: where two fit, the commoner is taken.
    static let all: [[UInt8]] = [
        "✅", "❌", "⚠️", "⚠", "⏳", "🎯", "🚀", "📋", "📊", "🔴", "🟡", "🟠", "🟢", "🔵", "⚪", "⚫", "⭐", "🌟", "📈", "📉", "💡", "🔧", "🔨", "🔗", "📝",
        "📌", "🔍", "🔎", "🛠️", "🛠", "🎉", "✨", "🔒", "🔐", "🔑", "🔥", "🚨", "🛑", "📦", "🧪", "📅", "📆", "⏰", "⏱️", "⏱", "🏁", "👥", "👤", "📚", "📖",
        "📁", "📂", "📄", "📑", "🎓", "🤔", "💰", "🌍", "🌐", "🔄", "🔁", "➡️", "➡", "→", "←", "↔", "⇒", "↑", "↓", "✓", "✔️", "✔", "✗", "✘", "☑️", "☑",
        "☐", "⬜", "⬛", "🟥", "🟩", "🟨", "🐛", "🏗️", "🏗", "🎨", "💾", "🗄️", "🗄", "🖥️", "🖥", "💻", "📱", "📧", "📞", "📣", "📢", "💬", "🤖", "🧹", "🧠",
        "🏆", "🥇", "💪", "👀", "👉", "👍", "❓", "❗", "ℹ️", "ℹ", "⛔", "🚫", "🚧", "🚦", "⚡", "⏸️", "⏸", "▶️", "▶", "⏭️", "🗓️", "🗓", "🔔", "🔮", "🛡️", "🛡",
        "🎬", "🧭", "🏷️", "🏷", "🗂️", "🗂", "✏️", "✏", "•", "–", "—", "…", "‘", "’", "“", "”", "€", "™", "≥", "≤", "≠", "×", "°", "é", "è", "à",
        "ü", "ö", "ä", "ß", "\u{FE0F}",
    ].map { Array($0.utf8) }

    /// Selects the coloured form of the sign before it.
    static let variation: [UInt8] = [0xEF, 0xB8, 0x8F]

    /// A sign of which `damaged` is all that is left once some bytes of `lost` are gone. Nil when none fits.
    static func completing(_ damaged: ArraySlice<UInt8>, lost: [UInt8]) -> [UInt8]? {
        all.first { sign in
            guard sign.count > damaged.count, sign.count - damaged.count <= 2 else { return false }
            var index = damaged.startIndex
            for byte in sign {
                if index < damaged.endIndex, damaged[index] == byte { index += 1 } else if !lost.contains(byte) { return false }
            }
            return index == damaged.endIndex
        }
    }
}
