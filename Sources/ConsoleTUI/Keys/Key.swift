/// One press as the terminal reports it, decoded.
public enum Key: Hashable, Sendable {
    /// A printable character, Space and shifted letters included.
    case character(Character)
    case control(Character)
    /// A character typed with Alt (Meta): the terminal sends Escape and the character in one go.
    case alt(Character)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
    /// A paste in one piece (bracketed paste), printable text and newlines only.
    case paste(String)
    case mouse(Mouse)
    /// The size of the terminal changed.
    case resize(width: Int, height: Int)
}

public struct Mouse: Hashable, Sendable {
    public enum Button: Hashable, Sendable { case left, middle, right, wheelUp, wheelDown }

    public var button: Button
    public var at: Point

    public init(button: Button, at: Point) {
        self.button = button
        self.at = at
    }
}
