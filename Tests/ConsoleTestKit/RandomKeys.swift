import ConsoleTUI

/// Keys, clicks, pastes and sizes as nobody in his right mind would send them; the same for the same seed.
public struct RandomKeys {
    public var dice: Dice
    /// Characters that are typed and pasted.
    private let letters: [Character]

    private static let all: [Character] = Array((0x20..<0x7f).map { Character(Unicode.Scalar(UInt8($0))) }) + Array("éßñЖ日本語🚀●…")

    /// - Parameter avoiding: characters that never come: whatever needs a word with them must then never happen.
    public init(seed: UInt64, avoiding: Set<Character> = []) {
        dice = Dice(seed: seed)
        letters = Self.all.filter { !avoiding.contains($0) }
    }

    public mutating func next(width: Int, height: Int) -> Key {
        switch Int.random(in: 0..<100, using: &dice) {
        case 0..<45: return .character(dice.pick(letters))
        case 45..<55: return dice.pick([.escape, .enter, .tab, .backTab])
        case 55..<70: return dice.pick([.up, .down, .left, .right, .home, .end, .pageUp, .pageDown])
        case 70..<76: return dice.pick([.backspace, .delete, .insert])
        case 76..<82: return .control(dice.pick(Array("abcdefghijklmnoprstuvwxy")))
        case 82..<84: return .alt(dice.pick(letters))
        case 84..<85: return .function(Int.random(in: 1...12, using: &dice))
        case 85..<88: return .paste(text(upTo: 60))
        case 88..<97: return .mouse(click(width: width, height: height))
        default: return size()
        }
    }

    public mutating func text(upTo limit: Int) -> String {
        String((0..<Int.random(in: 1...limit, using: &dice)).map { _ in dice.pick(letters) })
    }

    public mutating func one(in count: Int) -> Bool { dice.one(in: count) }
    public mutating func pick<Element>(_ elements: [Element]) -> Element { dice.pick(elements) }

    /// Now and then outside the screen.
    private mutating func click(width: Int, height: Int) -> Mouse {
        let at = Point(x: Int.random(in: -2...width + 2, using: &dice), y: Int.random(in: -2...height + 2, using: &dice))
        return Mouse(button: dice.pick([.left, .left, .left, .middle, .right, .wheelUp, .wheelDown]), at: at)
    }

    private mutating func size() -> Key {
        switch Int.random(in: 0..<4, using: &dice) {
        case 0: .resize(width: 80, height: 24)
        case 1: .resize(width: Int.random(in: 1...30, using: &dice), height: Int.random(in: 1...10, using: &dice))
        case 2: .resize(width: Int.random(in: 100...240, using: &dice), height: Int.random(in: 20...70, using: &dice))
        default: .resize(width: Int.random(in: 50...130, using: &dice), height: Int.random(in: 10...30, using: &dice))
        }
    }
}
