import LaunchCore

/// Says what a section of the plan is, where its words do not. The answer goes into the launch file.
struct RoleCard: Card {
    /// What is offered first: the heading of what is selected.
    let heading: String

    var title: String { "What a section is" }
    var verb: String { "write it" }

    private static let roles = SectionRole.allCases

    func fields(_ snapshot: Snapshot, given: [Field]) -> [Field] {
        [
            keep(Field("Section", .needed("type some words of its heading"), text: heading), from: given),
            keep(Field("It is", choices: Self.roles.map(\.rawValue)), from: given),
        ]
    }

    func body(_ snapshot: Snapshot, _ fields: [Field], width: Int) -> [Line] {
        let found = matching(snapshot, fields)
        var lines = [Line(), Line("The launch file keeps it under `roles`; what changes by it is shown and accepted.", .muted), Line()]
        if found.count == 1 || isExact(found, fields) {
            lines.append(Line("\(found[0].title)", .text, .bold) + Line("  is now read as \(found[0].role?.rawValue ?? "text")", .muted))
        } else if found.isEmpty {
            lines.append(Line("No heading has these words.", .warning))
        } else {
            lines.append(Line("Which of these? Type more of it:", .warning))
            lines += found.prefix(12).map { Line("  \($0.title)") + Line("  \($0.role?.rawValue ?? "text")", .muted) }
        }
        return lines.flatMap { $0.wrapped(to: width) }
    }

    func actions(_ snapshot: Snapshot, _ fields: [Field]) -> [ConsoleAction] {
        let found = matching(snapshot, fields)
        guard found.count == 1 || isExact(found, fields) else { return [] }
        return [.assignRole(section: found[0].title, role: Self.roles[fields[1].chosen])]
    }

    private func isExact(_ found: [PlanSection], _ fields: [Field]) -> Bool { found.first?.title == fields.first?.value.trimmed }

    /// The heading itself first, where it is one.
    private func matching(_ snapshot: Snapshot, _ fields: [Field]) -> [PlanSection] {
        let words = (fields.first?.value ?? "").lowercased().split(separator: " ")
        let found = snapshot.plan.documents.flatMap(\.sections).filter { section in
            let title = section.title.lowercased()
            return section.level > 0 && words.allSatisfy { title.contains($0) }
        }
        let exact = found.filter { $0.title == fields.first?.value.trimmed }
        return exact + found.filter { $0.title != fields.first?.value.trimmed }
    }
}
