extension Key {
    /// Reads `w o`: keys by name, one after the other. What is no key is left out.
    static func sequence(_ names: String) -> [Key] { names.split(separator: " ").compactMap { Key(name: $0) } }

    /// `w o`
    static func names(_ keys: [Key]) -> String { keys.map(\.name).joined(separator: " ") }

    /// Keys as they can be typed into a file on any keyboard: `Enter` and `Up` where the screen shows `⏎` and `↑`.
    public static func typed(_ names: String) -> String { sequence(names).map(\.typedName).joined(separator: " ") }

    private var typedName: String {
        switch self {
        case .enter: "Enter"
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        default: name
        }
    }

    /// The name of the key that a terminal cannot tell this one from; nil for keys that arrive as they are.
    var arrivesAs: String? {
        switch self {
        case .control("i"): "Tab"
        case .control("m"): "Enter"
        case .control("h"): "BS"
        case .control("["): "Esc"
        default: nil
        }
    }
}
