import ConsoleTestKit
import Foundation
import Synchronization

// Runs that are disturbed by chance, and a comparison of what was recorded with what really happened.
//
//     RunnerTorture [--runs 500] [--seed N] [--only INDEX] [--workers 3]
//
// The seed is printed: the same one brings the same scenarios again, though not the same instants.
struct Options {
    var runs = 500
    var seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var only: Int?
    var workers = 3

    init(_ words: [String]) {
        for (name, value) in zip(words, words.dropFirst()) {
            switch name {
            case "--runs": runs = Int(value) ?? runs
            case "--seed": seed = UInt64(value) ?? seed
            case "--only": only = Int(value)
            case "--workers": workers = Int(value) ?? workers
            default: break
            }
        }
    }
}

let options = Options(Array(CommandLine.arguments.dropFirst()))
print(
    "seed \(options.seed), \(options.only.map { "run \($0)" } ?? "\(options.runs) runs"), \(SSHServer.isInstalled ? "with" : "WITHOUT") sshd"
)
let score = Score(Array(options.only.map { [$0] } ?? Array(0..<options.runs)))
let workers = DispatchGroup()
for _ in 0..<(options.only == nil ? options.workers : 1) {
    workers.enter()
    Thread.detachNewThread {
        Worker(seed: options.seed, score: score).work()
        workers.leave()
    }
}
workers.wait()
exit(score.summarize(seed: options.seed))
