/// What `Journal.verify` found.
public struct JournalCheck: Hashable, Sendable {
    /// The first thing that is not as it was written.
    public struct Problem: Hashable, Sendable {
        /// Nil where it concerns the file as a whole.
        public var seq: Int64?
        public var what: String

        public init(seq: Int64? = nil, what: String) {
            self.seq = seq
            self.what = what
        }
    }

    public var path: String
    /// Records that were read and are sound.
    public var count: Int64
    /// The hash of the last sound record: who noted it down earlier can tell whether the end was cut off.
    public var head: String
    public var problem: Problem?

    public var isSound: Bool { problem == nil }

    /// What `opsconsole verify` prints.
    public var lines: [String] {
        let sum = "\(path): \(count) \(count == 1 ? "record" : "records")"
        guard let problem else {
            return ["\(sum), every one as it was written", "head \(head.isEmpty ? "-" : head)"]
        }
        let place = problem.seq.map { "record \($0): " } ?? ""
        return [
            "\(sum) sound, then not as written", "\(place)\(problem.what)", "head of the sound part \(head.isEmpty ? "-" : head)",
            "keep the file as it is for whoever looks into it",
        ]
    }
}
