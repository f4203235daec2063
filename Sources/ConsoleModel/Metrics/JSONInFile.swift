import LaunchCore

/// A number in a JSON file.
struct JSONInFile: MetricSource {
    private let file: BoundedFile
    private let pointer: String

    static let limit = 1024 * 1024

    /// - Parameter path: relative to the launch file's directory.
    init(path: String, pointer: String, in surroundings: Surroundings) {
        self.pointer = pointer
        file = BoundedFile(surroundings.path(path), limit: Self.limit, on: surroundings.loop)
    }

    func deliver(before deadline: Deadline) async throws(Failure) -> DeliveredNumber {
        try JSONValue(await file.read(before: deadline).bytes).number(at: pointer)
    }

    func close() {}
}
