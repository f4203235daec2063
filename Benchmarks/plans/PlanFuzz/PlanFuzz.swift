import Glibc
import LaunchCore
import PlanReading

/// `PlanFuzz --fixtures DIR [--seconds N] [--inputs N] [--seed N] [--input N]`
///
/// Makes plans and launch files out of real ones and reads them. An input that breaks a property, crashes or hangs is left in the
/// directory that is printed; `--seed` and `--input` make it again.
@main struct PlanFuzz {
    static func main() {
        let options = Options(CommandLine.arguments)
        let corpus = Corpus(fixtures: options.fixtures)
        guard !corpus.plans.isEmpty else { return stop("no plans in \(options.fixtures)") }
        guard let desk = Desk() else { return stop("no directory can be made in /dev/shm or /tmp") }
        Report.say("seed \(options.seed), \(corpus.plans.count) plans and \(corpus.launches.count) launch files; inputs in \(desk.path)")
        var round = FuzzRound(corpus: corpus, desk: desk, seed: options.seed)
        Watchdog.arm(seed: options.seed, path: desk.path)
        let start = SteadyClock.seconds()
        var reported = start
        var input = options.first
        while input < options.first + options.inputs, SteadyClock.seconds() - start < options.seconds {
            Watchdog.input = input
            alarm(60)
            round.run(input)
            input += 1
            if SteadyClock.seconds() - reported > 60 {
                reported = SteadyClock.seconds()
                Report.say("\(Int(reported - start))s: \(round.summary)")
            }
        }
        alarm(0)
        Report.say("\(Int(SteadyClock.seconds() - start))s: \(round.summary)")
        exit(round.failures == 0 ? 0 : 1)
    }

    private static func stop(_ why: String) {
        Report.say("PlanFuzz: \(why)")
        exit(2)
    }

    struct Options {
        var fixtures = "Tests/Fixtures/plans"
        var seconds = 60.0
        var inputs = Int.max / 2
        var seed: UInt64 = 1
        var first = 0

        init(_ arguments: [String]) {
            var rest = arguments.dropFirst()
            while let name = rest.popFirst(), let value = rest.popFirst() {
                switch name {
                case "--fixtures": fixtures = value
                case "--seconds": seconds = Double(value) ?? seconds
                case "--inputs": inputs = Int(value) ?? inputs
                case "--seed": seed = UInt64(value) ?? seed
                case "--input": (first, inputs) = (Int(value) ?? 0, 1)
                default: continue
                }
            }
        }
    }
}

/// The directory inputs are written to.
struct Desk {
    let path: String

    init?() {
        for base in ["/dev/shm", "/tmp"] {
            var template = Array("\(base)/opsconsole-fuzz-XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else { continue }
            path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            return
        }
        return nil
    }
}

/// Lines to standard output, at once: the next input may be the last.
enum Report {
    static func say(_ line: String) {
        let bytes = Array("\(line)\n".utf8)
        _ = write(1, bytes, bytes.count)
    }
}

enum SteadyClock {
    static func seconds() -> Double { read(CLOCK_MONOTONIC) }
    /// Of this thread only, so that a busy machine is not taken for a slow reader.
    static func cpuSeconds() -> Double { read(CLOCK_THREAD_CPUTIME_ID) }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// Says which input it was when the process crashes or hangs; the input itself is still in the directory.
enum Watchdog {
    nonisolated(unsafe) static var input = 0
    private nonisolated(unsafe) static var message: [UInt8] = []

    static func arm(seed: UInt64, path: String) {
        message = Array("\nCRASH OR HANG: seed \(seed), the input is in \(path), number ".utf8)
        for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGALRM, SIGFPE] { signal(number) { Watchdog.say($0) } }
    }

    private static func say(_ number: Int32) {
        _ = message.withUnsafeBufferPointer { write(1, $0.baseAddress, $0.count) }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { digits in
            var rest = input
            var index = 23
            digits[index] = 0x0A
            repeat {
                index -= 1
                digits[index] = UInt8(0x30 + rest % 10)
                rest /= 10
            } while rest > 0
            _ = write(1, digits.baseAddress! + index, 24 - index)
        }
        _exit(128 + number)
    }
}
