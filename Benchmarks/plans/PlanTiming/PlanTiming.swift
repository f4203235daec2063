import Glibc
import LaunchCore
import PlanReading

/// `PlanTiming PLAN...`: how long reading takes over the size of a plan, as a table in Markdown. `--once PLAN...` reads each as it is,
/// for a profiler.
///
/// Each plan is written out again and again, with its headings numbered, until it has the size; the quickest of some readings counts,
/// in processor time of the one thread there is.
@main struct PlanTiming {
    static let sizes = [10_000, 100_000, 1_000_000, 10_000_000]

    static func main() {
        if CommandLine.arguments.dropFirst().first == "--once" {
            for path in CommandLine.arguments.dropFirst(2) {
                print(LaunchReader.read(path: path, environment: [:], directory: "").problems.count)
            }
            return
        }
        var rows: [String] = []
        for path in CommandLine.arguments.dropFirst() {
            guard let text = text(of: path) else {
                print("PlanTiming: \(path) cannot be read")
                exit(2)
            }
            let name = String(path.split(separator: "/").last ?? "")
            rows.append("| \(name) | " + sizes.map { "\(rounded(milliseconds(text, size: $0)))" }.joined(separator: " | ") + " |")
        }
        print("| ms for | " + sizes.map { $0 < 1_000_000 ? "\($0 / 1000) KB" : "\($0 / 1_000_000) MB" }.joined(separator: " | ") + " |")
        print("| --- |" + sizes.map { _ in " ---: |" }.joined())
        for row in rows { print(row) }
    }

    private static func milliseconds(_ text: String, size: Int) -> Double {
        let path = "/tmp/opsconsole-timing-\(getpid()).md"
        defer { unlink(path) }
        guard write(repeated(text, size: size), to: path) else { return .nan }
        var best = Double.infinity
        for _ in 0..<(size > 1_000_000 ? 3 : 9) {
            let start = processorSeconds()
            let reading = LaunchReader.read(path: path, environment: [:], directory: "")
            best = min(best, processorSeconds() - start)
            guard reading.plan != nil else { return .nan }
        }
        return best * 1000
    }

    private static func repeated(_ text: String, size: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var round = 0
        while bytes.count < size {
            round += 1
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                bytes += line.utf8
                if line.hasPrefix("#") { bytes += " \(round)".utf8 }
                bytes.append(0x0A)
                if bytes.count >= size { break }
            }
        }
        while bytes.count > size { bytes.removeLast() }
        // Not in the middle of a character.
        while let last = bytes.last, last >= 0x80 { bytes.removeLast() }
        return bytes
    }

    private static func text(of path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var byte = fgetc(file)
        while byte >= 0 {
            bytes.append(UInt8(byte))
            byte = fgetc(file)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func write(_ bytes: [UInt8], to path: String) -> Bool {
        guard let file = fopen(path, "w") else { return false }
        defer { fclose(file) }
        return fwrite(bytes, 1, bytes.count, file) == bytes.count
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
