import LaunchCore

/// Questions for what a procedure leaves open.
extension Card {
    func blanks(of procedure: Procedure, _ given: [Field]) -> [Field] {
        procedure.blanks.map { keep(Field($0, .needed("\($0) must be filled in")), from: given) }
    }

    /// What has been answered so far, by the blank.
    func values(of fields: [Field], in procedure: Procedure) -> [String: String] {
        var values: [String: String] = [:]
        for blank in procedure.blanks {
            guard let value = fields.first(where: { $0.label == blank })?.value.trimmed, !value.isEmpty else { continue }
            values[blank] = value
        }
        return values
    }
}
