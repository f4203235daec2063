import LaunchCore

/// What came of one attempt at a step.
public struct StepReport: Hashable, Sendable {
    public var outcome: StepOutcome
    public var outputBytes: Int
    /// Lowercase hexadecimal SHA-256 of this attempt's output; nil where there was none or it could not be read.
    public var outputHash: String?

    public init(_ outcome: StepOutcome, outputBytes: Int = 0, outputHash: String? = nil) {
        self.outcome = outcome
        self.outputBytes = outputBytes
        self.outputHash = outputHash
    }
}
