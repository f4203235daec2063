/// Something of a plan that a script can name: by its id, by its line in the plan, or by words that fit only one.
public protocol Findable {
    var findID: String { get }
    var findText: String { get }
    var findLine: Int { get }
}

extension Item: Findable {
    public var findID: String { id }
    public var findText: String { text }
    public var findLine: Int { location.line }
}

extension Trigger: Findable {
    public var findID: String { id }
    public var findText: String { text }
    public var findLine: Int { location.line }
}

extension Window: Findable {
    public var findID: String { id }
    public var findText: String { name }
    public var findLine: Int { location.line }
}

extension Decision: Findable {
    public var findID: String { id }
    public var findText: String { title }
    public var findLine: Int { location.line }
}

extension Collection where Element: Findable {
    /// The one element `words` names. An exact id wins over a line, a line over words; words match anywhere, without regard to case.
    public func find(_ words: String, kind: String) throws(Refusal) -> Element {
        if let exact = first(where: { $0.findID == words }) { return exact }
        if let line = Int(words) {
            if let only = only(where: { $0.findLine == line }) { return only }
            throw Refusal("no \(kind) stands in line \(line)", instead: "`opsconsole check` lists them with their lines")
        }
        let needle = words.lowercased()
        if let only = only(where: { $0.findText.lowercased() == needle }) { return only }
        let matches = filter { $0.findText.lowercased().contains(needle) }
        guard let first = matches.first else {
            throw Refusal("no \(kind) has the words \"\(words)\"", instead: "`opsconsole check` lists them")
        }
        guard matches.count == 1 else {
            let some = matches.prefix(3).map { "\($0.findID) (line \($0.findLine))" }.joined(separator: ", ")
            throw Refusal("\"\(words)\" fits \(matches.count) of them: \(some)", instead: "give the id")
        }
        return first
    }

    private func only(where matches: (Element) -> Bool) -> Element? {
        let found = filter(matches)
        return found.count == 1 ? found.first : nil
    }
}
