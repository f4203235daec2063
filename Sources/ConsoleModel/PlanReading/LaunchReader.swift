import LaunchCore

/// What came out of reading a launch.
public struct LaunchReading: Sendable {
    /// Nil only when nothing usable could be read.
    public var plan: Plan?
    /// Everything wrong or doubtful, in the order of files and lines.
    public var problems: [Problem]

    public init(plan: Plan?, problems: [Problem]) {
        self.plan = plan
        self.problems = problems
    }

    public var hasErrors: Bool { problems.contains { $0.severity == .error } }
}

/// Reads a launch file with its plans, or a Markdown plan alone. Reads files only; runs nothing and opens no connection.
public enum LaunchReader {
    static let launchFileLimit = 1_000_000
    static let planLimit = 16_000_000

    /// - Parameters:
    ///   - path: a launch file (`.yaml`, `.yml`) or a Markdown plan.
    ///   - environment: where `${NAME}` is taken from.
    ///   - directory: what a relative `path` is relative to.
    ///   - copies: files to be read in place of others, by the names these have in `Plan.sources`.
    public static func read(
        path: String, environment: [String: String], directory: String, copies: [String: String] = [:]
    ) -> LaunchReading {
        var place = LaunchPlace(path: path, directory: directory)
        place.copies = copies
        var session = ReadingSession(place: place, environment: environment)
        if place.isYaml { session.readLaunchFile() } else { session.readPlanAlone() }
        return session.result()
    }
}

/// Where a launch is read from, and how its files are called.
struct LaunchPlace: Sendable {
    /// Absolute, or relative to the process where the caller gave no absolute directory.
    var path: String
    var name: String
    /// As the operator wrote it: what cannot be opened is called so.
    var given: String
    /// What is read in place of a file, by its name.
    var copies: [String: String] = [:]

    init(path: String, directory: String) {
        given = path
        self.path = path.hasPrefix("/") || directory.isEmpty ? path : "\(directory)/\(path)"
        name = String(path.split(separator: "/").last ?? Substring(path))
    }

    var isYaml: Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }

    /// Where the launch itself is read.
    var own: String { copies[name] ?? path }

    /// The path of a file named in the launch file.
    func path(of file: String) -> String {
        if let copy = copies[file] { return copy }
        if file.hasPrefix("/") { return file }
        guard let slash = path.lastIndex(of: "/") else { return file }
        return String(path[...slash]) + file
    }
}

/// One reading, file by file.
private struct ReadingSession {
    let place: LaunchPlace
    let environment: [String: String]
    var plan = Plan(name: "", id: "")
    var problems: [Problem] = []
    var readAnything = false
    /// Ids given so far, of plans and launch file together.
    var names = UniqueNames()

    init(place: LaunchPlace, environment: [String: String]) {
        self.place = place
        self.environment = environment
    }

    mutating func readPlanAlone() {
        switch SourceFile.load(path: place.own, name: place.name, limit: LaunchReader.planLimit, ticked: false) {
        case .failure(let problem): problems.append(called(problem))
        case .success(let file): add(file, roles: [:])
        }
        finish(namedBy: nil, id: nil)
    }

    mutating func readLaunchFile() {
        guard let source = load(place.own, place.name, LaunchReader.launchFileLimit) else { return }
        plan.sources.append(source.source)
        var composer = YamlComposer(file: place.name, environment: environment)
        let root = composer.compose(source.text)
        problems += composer.problems
        plan.secrets = composer.secrets
        guard let root else { return }
        var check = ShapeCheck()
        check.check(root, .object(.launch), "the launch file")
        problems += check.problems
        guard root.entries != nil else { return }
        readAnything = true
        var file = LaunchFile(root: root)
        for entry in file.plans { readPlan(named: entry, roles: file.roles) }
        file.names = names
        file.extend(&plan)
        problems += file.problems
        finish(namedBy: root["launch"]?.text, id: root["id"]?.text)
        if plan.phases.isEmpty, plan.services.isEmpty, plan.windows.isEmpty, plan.triggers.isEmpty {
            problems.append(
                Problem(.warning, at: root.location, "there is nothing to do and nothing to watch; add `plan`, `phases` or `services`"))
        }
    }

    private mutating func readPlan(named entry: YamlValue, roles: [String: SectionRole]) {
        guard let name = entry.text else { return }
        switch SourceFile.load(path: place.path(of: name), name: name, limit: LaunchReader.planLimit, ticked: false) {
        case .success(let file): add(file, roles: roles)
        case .failure(let problem):
            // The place to correct is where the launch file names the plan, except for faults inside the plan itself.
            let isInside = problem.location.line > 1 || problem.location.column > 1
            problems.append(isInside ? problem : Problem(.error, at: entry.location, "plan `\(name)` \(problem.message)"))
        }
    }

    private mutating func load(_ path: String, _ name: String, _ limit: Int) -> SourceFile? {
        switch SourceFile.load(path: path, name: name, limit: limit) {
        case .success(let file): return file
        case .failure(let problem):
            problems.append(called(problem))
            return nil
        }
    }

    private func called(_ problem: Problem) -> Problem {
        guard problem.location.line == 1, problem.location.column == 1 else { return problem }
        return Problem(problem.severity, at: SourceLocation(file: place.given, line: 1), problem.message)
    }

    private mutating func add(_ file: SourceFile, roles: [String: SectionRole]) {
        readAnything = true
        plan.sources.append(file.source)
        var reader = PlanReader(file: file, roles: roles, names: names)
        problems += reader.read(into: &plan)
        names = reader.names
    }

    /// Names the launch, binds what the plans' words ask for to metrics, and checks every reference.
    private mutating func finish(namedBy name: String?, id: String?) {
        let stem = place.name.split(separator: ".").first.map(String.init) ?? place.name
        if let name { plan.name = name }
        if plan.name.isEmpty { plan.name = stem }
        plan.id = id ?? Slug.make(plan.name)
        if plan.id.isEmpty { plan.id = Slug.make(stem) }
        if plan.id.isEmpty { plan.id = "launch" }
        TriggerBinding.bind(&plan)
        problems += ReferenceCheck.problems(in: plan)
    }

    func result() -> LaunchReading {
        let order = Dictionary(plan.sources.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
        let sorted = problems.enumerated().sorted { a, b in
            let (one, two) = (a.element.location, b.element.location)
            let (first, second) = (order[one.file] ?? 0, order[two.file] ?? 0)
            return (first, one.line, one.column, a.offset) < (second, two.line, two.column, b.offset)
        }
        return LaunchReading(plan: readAnything ? plan : nil, problems: sorted.map(\.element))
    }
}
