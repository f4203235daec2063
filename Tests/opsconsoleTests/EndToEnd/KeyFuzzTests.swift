import ConsoleTestKit
import Foundation
import Testing

/// The real program in a pseudo-terminal under keys, clicks, pastes and sizes at random, while its service goes up and down: it never
/// crashes, what is typed arrives, and no rollback starts without its word. `make fuzz-keys`, for as long as one likes.
@Suite(.serialized) struct KeyFuzzTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seconds = environment["FUZZ_KEYS"].flatMap(Int64.init)
    private static let seed = environment["SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0..<1_000_000)

    @Test(.enabled(if: seconds != nil, "make fuzz-keys")) func keysForALongTime() async throws {
        try await onThread {
            let time = Self.seconds ?? 0
            print("fuzz of keys: SEED=\(Self.seed), \(time) seconds")
            let fuzz = try KeyFuzz(seed: Self.seed)
            let end = ContinuousClock.now + .seconds(time)
            while ContinuousClock.now < end { try fuzz.round() }
            print("\(fuzz.rounds) rounds, \(fuzz.keysTyped) keys, \(fuzz.notes) notes arrived, \(fuzz.consoles) consoles")
        }
    }
}
