import LaunchCore

/// A number in a JSON file.
struct JSONInFile: MetricSource {
    private let file: BoundedFile
    private let pointer: String
    private let surroundings: Surroundings

    static let limit = 1024 * 1024

    /// - Parameter path: relative to the launch file's directory.
    init(path: String, pointer: String, in surroundings: Surroundings) {
        self.pointer = pointer
        self.surroundings = surroundings
        file = BoundedFile(surroundings.path(path), limit: Self.limit, on: surroundings.loop)
    }

    nonisolated(nonsending) func deliver(before deadline: Deadline) async throws(Failure) -> DeliveredNumber {
        let bytes = try await file.read(before: deadline).bytes
        return try await surroundings.understand(bytes.count) { [pointer] () throws(Failure) in try JSONValue(bytes).number(at: pointer) }
    }

    func close() {}
}
